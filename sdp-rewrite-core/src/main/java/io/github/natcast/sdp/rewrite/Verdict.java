package io.github.natcast.sdp.rewrite;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about one address and port. Immutable.
 *
 * @param rule the rule that matched; null when none did
 * @param target the public address for the local one; null when none takes its place
 * @param port the public port; 0 when the local one stays, because it is none
 * @param keepsLocal whether the local address stays beside the public one, where there is room
 */
record Verdict(
        Reason reason, @Nullable RewriteRule rule, @Nullable Target target, int port, boolean keepsLocal) {

    private static final Map<Reason, Verdict> KEPT = new EnumMap<>(Reason.class);

    static {
        for (Reason reason : Reason.values()) {
            KEPT.put(reason, new Verdict(reason, null, null, 0, false));
        }
    }

    static final Verdict NOT_COVERED = kept(Reason.ADDRESS_NOT_COVERED);

    /** The line stays, and not because of a rule. */
    static Verdict kept(Reason reason) {
        return Objects.requireNonNull(KEPT.get(reason));
    }

    /** The line stays or goes, by a rule. */
    static Verdict of(Reason reason, RewriteRule rule) {
        return new Verdict(reason, rule, null, 0, false);
    }

    /** Whether there is a public address. */
    boolean maps() {
        return target != null;
    }

    /** Whether the local address gives way to the public one. */
    boolean replaces() {
        return target != null && !keepsLocal;
    }

    boolean drops() {
        return reason == Reason.DROPPED_BY_RULE
                || reason == Reason.HOST_NAME_DROPPED
                || reason == Reason.UNCOVERED_DROPPED;
    }

    /** The public port of a local one that this verdict is about. */
    int portOr(int localPort) {
        return port == 0 ? localPort : port;
    }
}
