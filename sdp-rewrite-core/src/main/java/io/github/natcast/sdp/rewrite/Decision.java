package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about one address and port. Immutable.
 *
 * @param rule the rule that matched; null when none did
 * @param target the public address that takes the local one's place; null when the line stays
 * @param ports how the target's ports reach the local ones; null where {@code target} is
 */
record Decision(
        Reason reason,
        @Nullable RewriteRule rule,
        @Nullable PublicAddress target,
        @Nullable PortMapping ports) {

    private static final Map<Reason, Decision> KEPT = new EnumMap<>(Reason.class);

    static {
        for (Reason reason : Reason.values()) {
            KEPT.put(reason, new Decision(reason, null, null, null));
        }
    }

    static final Decision NOT_COVERED = kept(Reason.ADDRESS_NOT_COVERED);

    /** The line stays, and not because of a rule. */
    static Decision kept(Reason reason) {
        return Objects.requireNonNull(KEPT.get(reason));
    }

    boolean replaces() {
        return target != null;
    }

    boolean drops() {
        return reason == Reason.DROPPED_BY_RULE || reason == Reason.HOST_NAME_DROPPED;
    }

    @Nullable
    String ruleName() {
        return rule == null ? null : rule.name();
    }

    /** The public port of a local one; the local one itself where the mapping does not cover it, or there is none. */
    int mapPort(int localPort) {
        if (ports == null || !RuleSet.isMappable(localPort)) {
            return localPort;
        }
        int mapped = ports.mapOrZero(localPort);
        return mapped == 0 ? localPort : mapped;
    }

    /** Whether both put the same address in place, or neither puts one. */
    boolean hasSameAddress(Decision other) {
        return (target == null || other.target == null)
                ? target == null && other.target == null
                : target.address().equals(other.target.address());
    }

    /** The target's literal in the notation of the local address: IPv4-mapped if that is. */
    static String literal(PublicAddress target, IpAddress local) {
        return local.isIpv4Mapped()
                ? "::ffff:" + target.address()
                : target.address().toString();
    }
}
