package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.internal.LineKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the public ports that a text tells already: they serve nobody else, so that rewriting it again changes nothing.
 * Confined to one rewriting.
 */
final class ShownPorts {
    private final RuleSet rules;
    private final PortClaims claims;
    private final @Nullable AddressLine inherited;

    /** @param inherited the connection address of sections that have none */
    ShownPorts(RuleSet rules, PortClaims claims, @Nullable AddressLine inherited) {
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
        // A candidate at the default destination speaks for it.
        boolean isCandidate = false;
        for (Line line : section.lines) {
            if (line instanceof CandidateLine candidate) {
                if (rules.mapsType(candidate.type)) {
                    claim(candidate.ip, candidate.port, candidate.transport);
                    isCandidate |= isAt(candidate, address, section);
                }
            } else if (line instanceof AddressLine other) {
                boolean alternative = other.kind == LineKind.ALTC || other.kind == LineKind.ALT;
                claim(other.ip, other.port, alternative ? CandidateTransport.UDP : section.transport());
            }
        }
        if (!isCandidate) {
            claim(address, section.port(), section.transport());
        }
    }

    private void claim(@Nullable IpAddress address, int port, CandidateTransport transport) {
        IpAddress plain = address == null ? null : address.unmapped();
        if (plain != null && RuleSet.isMappable(port) && rules.isPublic(plain)) {
            claims.take(plain, transport == CandidateTransport.UDP, port);
        }
    }

    private static boolean isAt(CandidateLine candidate, @Nullable IpAddress address, Section section) {
        return candidate.transport == section.transport()
                && candidate.port == section.port()
                && candidate.ip != null
                && address != null
                && candidate.ip.unmapped().equals(address.unmapped());
    }
}
