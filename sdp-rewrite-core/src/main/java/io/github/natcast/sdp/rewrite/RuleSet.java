package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules in their order; the first that matches decides. Immutable. */
final class RuleSet {
    private final RewriteRule[] rules;
    private final Set<IpAddress> publicAddresses = new HashSet<>();

    RuleSet(List<RewriteRule> rules) {
        this.rules = rules.toArray(RewriteRule[]::new);
        for (RewriteRule rule : rules) {
            rule.targets.forEach(target -> publicAddresses.add(target.address()));
        }
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
        // Else a public address inside a covered range, as between nested NATs, would be mapped again by a second pass.
        if (publicAddresses.contains(address)) {
            return Decision.kept(Reason.ALREADY_PUBLIC);
        }
        int effectivePort = isMappable(port) ? port : 0;
        Reason furthest = Reason.ADDRESS_NOT_COVERED;
        for (RewriteRule rule : rules) {
            Reason mismatch = rule.mismatch(address, effectivePort, transport, type, section);
            if (mismatch == null) {
                return matched(rule, address, effectivePort, transport);
            }
            if (mismatch.compareTo(furthest) > 0) {
                furthest = mismatch;
            }
        }
        return Decision.kept(furthest);
    }

    private static Decision matched(
            RewriteRule rule, IpAddress address, int port, @Nullable CandidateTransport transport) {
        return switch (rule.action) {
            case KEEP -> new Decision(Reason.KEPT_BY_RULE, rule, null, null);
            case DROP -> new Decision(Reason.DROPPED_BY_RULE, rule, null, null);
            case REPLACE, APPEND -> {
                CandidateTransport known = transport == null ? CandidateTransport.UDP : transport;
                PublicAddress target =
                        rule.targets(address.family(), port, known).get(0);
                yield new Decision(Reason.ADDRESS_REPLACED, rule, target, known);
            }
        };
    }

    /** Whether any rule has the address in its ranges. */
    boolean covers(IpAddress address) {
        for (RewriteRule rule : rules) {
            if (rule.covers(address.unmapped())) {
                return true;
            }
        }
        return false;
    }
}
