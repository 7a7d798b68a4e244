package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether anybody's packets ever arrived here over UDP, from elsewhere or from this network: that a neighbour's do says
 * nothing of a forward. Thread-safe.
 */
final class ReachedRoutes {
    private final Set<Boolean> reached = ConcurrentHashMap.newKeySet();

    /** A pair of a viewer is valid. */
    void add(Route route, MediaPath path) {
        boolean straight = !path.tcp()
                && !path.localType().equals("relay")
                && !path.remoteType().equals("relay");
        if (straight) {
            reached.add(route.isFromElsewhere());
        }
    }

    /** Whether those who come like this one have come in. */
    boolean contains(Route route) {
        return reached.contains(route.isFromElsewhere());
    }
}
