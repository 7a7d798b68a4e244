package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.LineKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the public ports that a text tells already: they serve nobody else, so that rewriting it again changes nothing.
 * Confined to one rewriting.
 */
final class ShownPorts {
    private final String text;
    private final RuleSet rules;
    private final PortClaims claims;
    private final @Nullable AddressLine inherited;

    /** @param inherited the connection address of sections that have none */
    ShownPorts(String text, RuleSet rules, PortClaims claims, @Nullable AddressLine inherited) {
        this.text = text;
        this.rules = rules;
        this.claims = claims;
        this.inherited = inherited;
    }

    void claim(List<Section> sections) {
        sections.forEach(this::claim);
    }

    private void claim(Section section) {
        AddressLine connection = section.connection == null ? inherited : section.connection;
        IpAddress address = connection == null ? null : connection.ip;
        for (Line line : section.lines) {
            if (line instanceof CandidateLine candidate) {
                if (rules.mapsType(candidate.type)) {
                    claim(candidate.ip, candidate.port, candidate.transport);
                } else if (candidate.type == CandidateType.SRFLX) {
                    claimReflexive(candidate);
                }
            } else if (line instanceof AddressLine other) {
                boolean alternative = other.kind == LineKind.ALTC || other.kind == LineKind.ALT;
                // RTCP without an address is at that of c= (RFC 3605 §2.1).
                boolean bare = other.kind == LineKind.RTCP && other.addressStart < 0;
                claim(
                        bare ? address : other.ip,
                        other.port,
                        alternative ? CandidateTransport.UDP : section.transport());
            }
        }
        claim(address, section.port(), section.transport());
    }

    /** One that a rule adds says whose port it is, unless that is hidden. */
    private void claimReflexive(CandidateLine line) {
        IpAddress plain = line.ip == null ? null : line.ip.unmapped();
        if (plain != null && rules.appendsOnePort(plain, line.port, line.transport)) {
            int base = RelatedAddress.port(text, line.portEnd, line.end);
            claims.take(plain, line.transport == CandidateTransport.UDP, line.port, base);
        }
    }

    private void claim(@Nullable IpAddress address, int port, CandidateTransport transport) {
        IpAddress plain = address == null ? null : address.unmapped();
        if (plain != null && RuleSet.isMappable(port) && rules.isPublic(plain)) {
            claims.take(plain, transport == CandidateTransport.UDP, port, PortClaims.UNKNOWN);
        }
    }
}
