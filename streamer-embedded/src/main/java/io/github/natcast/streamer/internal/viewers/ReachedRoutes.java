package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether anybody's packets arrived here over UDP lately, from elsewhere or from this network: that a neighbour's do
 * says nothing of a forward. Thread-safe.
 */
final class ReachedRoutes {
    /** A pair lives for 30 s without an answer (RFC 7675 §5.1), so that the way may be gone for as long already. */
    static final Duration LATELY = Duration.ofMinutes(1);

    /** When it was so last, on the control loop's clock. */
    private final Map<Boolean, Long> reached = new ConcurrentHashMap<>();

    /** A pair of a viewer is valid. */
    void add(Route route, MediaPath path, long nowNanos) {
        boolean straight = !path.tcp()
                && !path.localType().equals("relay")
                && !path.remoteType().equals("relay");
        if (straight) {
            reached.put(route.isFromElsewhere(), nowNanos);
        }
    }

    /** Whether those who come like this one have come in: a forward that has gone since blames no viewer's network. */
    boolean contains(Route route, long nowNanos) {
        Long last = reached.get(route.isFromElsewhere());
        return last != null && nowNanos - last <= LATELY.toNanos();
    }
}
