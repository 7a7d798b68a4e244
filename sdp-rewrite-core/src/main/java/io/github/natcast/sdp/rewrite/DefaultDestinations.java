package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on c= together with m=, since the two are one destination, which must remain one of the candidates (RFC 8839
 * §4.2.1.2). Stateless.
 */
final class DefaultDestinations {
    private final RuleSet rules;
    private final String text;

    DefaultDestinations(RuleSet rules, String text) {
        this.rules = rules;
        this.text = text;
    }

    /** Sets {@link Section#destination} of all sections and the decision of every c= line. */
    void decide(List<Section> sections) {
        Section session = sections.get(0);
        AddressLine inherited = session.connection;
        for (int i = 1; i < sections.size(); i++) {
            Section section = sections.get(i);
            AddressLine own = section.connection;
            AddressLine effective = own == null ? inherited : own;
            if (effective != null) {
                section.destination = destination(section, effective);
            }
            decideConnections(section);
        }
        decideConnections(session);
        if (inherited != null) {
            inherited.decision = sessionDecision(sections, inherited);
        }
    }

    private void decideConnections(Section section) {
        for (AddressLine line : section.lines) {
            if (line.kind == AddressLine.Kind.CONNECTION) {
                line.decision = line == section.connection && section.media != null
                        ? section.destination
                        : decide(line, 0, section, CandidateType.HOST, section.transport());
            }
        }
    }

    /**
     * The session's c= serves the sections that inherit it; the first live one decides, the others get their own c=.
     */
    private static Decision sessionDecision(List<Section> sections, AddressLine inherited) {
        for (int i = 1; i < sections.size(); i++) {
            if (inheritsAndLives(sections.get(i))) {
                return sections.get(i).destination;
            }
        }
        return inherited.decision;
    }

    /** Whether the section uses the session's c=; a rejected one (port 0) uses none. */
    static boolean inheritsAndLives(Section section) {
        AddressLine media = section.media;
        return section.connection == null && media != null && media.port != 0;
    }

    private Decision destination(Section section, AddressLine connection) {
        AddressLine media = section.media;
        int port = media == null ? 0 : media.port;
        AddressLine candidate = candidateOf(section, connection, port);
        CandidateType type = candidate == null ? CandidateType.HOST : candidate.type;
        CandidateTransport transport = candidate == null ? section.transport() : candidate.transport;
        Decision decision = decide(connection, port, section, type, transport);
        PortMapping mapping = decision.ports();
        if (mapping != null && section.portCount > 1) {
            int ports = section.isRtp() ? 2 * section.portCount : section.portCount;
            if (RuleSet.isMappable(port) && !mapping.isContiguous(port, ports)) {
                return Decision.kept(Reason.PORTS_NOT_CONTIGUOUS);
            }
        }
        return decision;
    }

    private Decision decide(
            AddressLine connection,
            int port,
            Section section,
            CandidateType type,
            @Nullable CandidateTransport transport) {
        IpAddress ip = connection.ip;
        if (connection.exempt != null || ip == null) {
            return Decision.kept(connection.exemption());
        }
        return rules.decide(ip, port, transport, type, section.media == null ? null : section);
    }

    /** The first candidate of component 1 with this address and port. */
    private @Nullable AddressLine candidateOf(Section section, AddressLine connection, int port) {
        int length = connection.addressEnd - connection.addressStart;
        for (AddressLine line : section.lines) {
            if (line.kind == AddressLine.Kind.CANDIDATE
                    && line.exempt == null
                    && line.component == 1
                    && line.port == port
                    && line.addressEnd - line.addressStart == length
                    && text.regionMatches(line.addressStart, text, connection.addressStart, length)) {
                return line;
            }
        }
        return null;
    }
}
