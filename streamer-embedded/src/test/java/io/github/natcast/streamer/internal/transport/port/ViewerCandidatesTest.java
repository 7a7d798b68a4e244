package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.IceAgent;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewerCandidatesTest {
    private final List<String> events = new ArrayList<>();
    private final ViewerCandidates candidates = new ViewerCandidates(
            address -> events.add("+" + address.getPort()), address -> events.add("-" + address.getPort()));

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress("203.0.113.1", port);
    }

    @Test
    void anAddressIsKnownOnceWhoeverNamesIt() {
        candidates.add("old", address(1));
        candidates.add("old", address(1));
        candidates.add("new", address(1));

        candidates.end("old");
        assertThat(events).containsExactly("+1");
        candidates.end("new");
        assertThat(events).containsExactly("+1", "-1");
    }

    @Test
    void eachIceSessionHasTheWholeLimit() {
        for (int i = 1; i <= 3 * IceAgent.MAXIMUM_CANDIDATES; i++) {
            candidates.add("old", address(i));
        }
        assertThat(events).hasSize(IceAgent.MAXIMUM_CANDIDATES);

        candidates.add("new", address(1000));
        candidates.end("old");
        assertThat(events).contains("+1000").doesNotContain("-1000").hasSize(2 * IceAgent.MAXIMUM_CANDIDATES + 1);
        candidates.endAll();
        assertThat(events).endsWith("-1000");
    }
}
