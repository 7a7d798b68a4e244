package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.SimulatedNetwork.Host;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A peer whose address changed without its knowledge: its next packet of media says so, before its next check. */
final class StrayTest {
    private static final Duration SOON = Duration.ofMillis(50);

    /** Bytes of SRTCP with transport-wide feedback and a receiver report. */
    private static final int REPORT = 80;

    private final SimulatedNetwork network = new SimulatedNetwork(1);
    private final Host viewer = network.host("198.51.100.7", "view", true);
    private final Host server = network.host("192.0.2.1", "serv", false);

    private void connect() {
        server.agent.start(viewer.credentials, network.now);
        viewer.agent.start(server.credentials, network.now);
        viewer.knows(server);
        network.elapse(Duration.ofSeconds(1));
        assertThat(server.hasPathTo(viewer)).isTrue();
    }

    @Test
    void theFirstPacketFromANewAddressMovesThePathWithinARoundTrip() {
        connect();
        for (int i = 0; i < 50; i++) {
            viewer.rebind();
            server.agent.strayed(server, viewer.outer, REPORT, network.now);
            network.elapse(SOON);
            assertThat(server.hasPathTo(viewer)).as("rebound %d times", i + 1).isTrue();
        }
    }

    @Test
    void anAddressThatDoesNotAnswerGetsOneCheckAndNoMedia() {
        connect();
        InetSocketAddress victim = new InetSocketAddress("203.0.113.9", 4000);
        SilentBase silent = new SilentBase();

        server.agent.strayed(silent, victim, REPORT, network.now);
        network.elapse(Duration.ofSeconds(20));

        assertThat(silent.sent).hasSize(1);
        assertThat(silent.sent.get(0).packet().length).isLessThanOrEqualTo(2 * REPORT);
        assertThat(server.hasPathTo(viewer)).isTrue();
    }

    @Test
    void nothingIsSentBeforeThePeersCredentialsAreKnownOrAfterTheEnd() {
        SilentBase silent = new SilentBase();
        server.agent.strayed(silent, viewer.outer, REPORT, network.now);
        connect();
        server.agent.close();
        server.agent.strayed(silent, viewer.outer, REPORT, network.now);
        network.elapse(SOON);

        assertThat(silent.sent).isEmpty();
    }
}
