package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules in their order; the first that matches decides. Immutable. */
final class RuleSet {
    private final RewriteRule[] rules;
    private final IpAddress[] publicAddresses;

    RuleSet(List<RewriteRule> rules) {
        this.rules = rules.toArray(RewriteRule[]::new);
        this.publicAddresses = rules.stream()
                .flatMap(rule -> rule.targets.stream())
                .map(PublicAddress::address)
                .distinct()
                .toArray(IpAddress[]::new);
    }

    /** 0 is "rejected", 9 is "none yet" (RFC 8840 §4.1.1) or active TCP (RFC 6544 §4.5). */
    static boolean isMappable(int port) {
        return port != 0 && port != 9;
    }

    /** Decides on an address and port; a port that is not {@linkplain #isMappable mappable} matches any rule. */
    Decision decide(
            IpAddress written,
            int port,
            @Nullable CandidateTransport transport,
            CandidateType type,
            @Nullable Section section) {
        if (written.isUnspecified()) {
            return Decision.kept(Reason.UNSPECIFIED_ADDRESS);
        }
        if (written.isMulticast()) {
            return Decision.kept(Reason.MULTICAST);
        }
        IpAddress address = written.unmapped();
        // Otherwise a second pass would map a public address inside a covered range again, as between nested NATs.
        for (IpAddress publicAddress : publicAddresses) {
            if (publicAddress.equals(address)) {
                return Decision.kept(Reason.ALREADY_PUBLIC);
            }
        }
        int effectivePort = isMappable(port) ? port : 0;
        Decision furthest = Decision.NOT_COVERED;
        for (RewriteRule rule : rules) {
            Decision decision = rule.decide(address, effectivePort, transport, type, section);
            if (decision.rule() != null) {
                return decision;
            }
            if (decision.reason().compareTo(furthest.reason()) > 0) {
                furthest = decision;
            }
        }
        return furthest;
    }

    /** Whether the ranges of any rule contain the address. */
    boolean covers(IpAddress address) {
        for (RewriteRule rule : rules) {
            if (rule.covers(address.unmapped())) {
                return true;
            }
        }
        return false;
    }
}
