package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.TinyStun;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** What reaches ice4j while somebody floods the socket. */
final class PacketSorterTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress("198.51.100.1", 8189);
    private static final int FLOOD = 100_000;

    private final PacketSorter sorter = new PacketSorter(new PacketSorter.Input() {
        @Override
        public boolean isPeer(InetSocketAddress remote) {
            return remote.equals(SERVER);
        }

        @Override
        public void onPacket(InetSocketAddress remote, byte[] buffer, int offset, int length) {}
    });

    private final byte[] answer = TinyStun.success(new byte[12], SERVER, "passwordpasswordpassword");

    private boolean reachesIce4j(InetSocketAddress from) {
        return !sorter.take(new DatagramPacket(answer, answer.length, from));
    }

    @Test
    void theMediaServersAnswersComeThroughAFloodOfOthers() {
        int passed = 0;
        int answers = 0;
        for (int i = 1; i <= FLOOD; i++) {
            passed += reachesIce4j(new InetSocketAddress("203.0.113.9", 1024 + i % 60_000)) ? 1 : 0;
            if (i % (FLOOD / 100) == 0) {
                answers += reachesIce4j(SERVER) ? 1 : 0;
            }
        }

        assertThat(passed).as("each costs a thread").isLessThan(FLOOD / 10);
        assertThat(answers).isEqualTo(100);
    }

    @Test
    void whoForgesTheMediaServersAddressStartsNoMoreThreads() {
        int passed = 0;
        for (int i = 0; i < FLOOD; i++) {
            passed += reachesIce4j(SERVER) ? 1 : 0;
        }

        assertThat(passed).isBetween(200, FLOOD / 10);
    }
}
