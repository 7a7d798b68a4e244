package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Route;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class ReachedRoutesTest {
    private static final long MINUTE = ReachedRoutes.LATELY.toNanos();

    private static final InetSocketAddress SOMEWHERE = new InetSocketAddress("198.51.100.7", 10111);
    private static final MediaPath PATH = new MediaPath(SOMEWHERE, SOMEWHERE, "host", "prflx");

    private final ReachedRoutes routes = new ReachedRoutes();

    @Test
    void whoCameInLongAgoSaysNothingOfNow() {
        routes.add(Route.TUNNEL, PATH, 5);
        assertThat(routes.contains(Route.TUNNEL, 5 + MINUTE)).isTrue();
        assertThat(routes.contains(Route.TUNNEL, 6 + MINUTE)).isFalse();
    }

    @Test
    void neighboursSayNothingOfAForward() {
        routes.add(Route.NEIGHBOUR, PATH, 0);
        assertThat(routes.contains(Route.TUNNEL, 0)).isFalse();
        assertThat(routes.contains(Route.NEIGHBOUR, 0)).isTrue();
    }
}
