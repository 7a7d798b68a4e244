package io.github.natcast.streamer.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a probe makes of servers that do not do what they should. */
@Timeout(60)
final class IceProbeTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Answers the first datagram with these bytes, after the header's transaction identifier was put in. */
    private static void answerOnce(DatagramSocket server, byte[] answer) {
        Thread thread = new Thread(() -> {
            try {
                DatagramPacket request = new DatagramPacket(new byte[1500], 1500);
                server.receive(request);
                System.arraycopy(request.getData(), 4, answer, 4, 16);
                server.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
            } catch (IOException closed) {
                // The test has ended.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return new InetSocketAddress(LOOPBACK, socket.getLocalPort());
    }

    @Test
    void whoDoesNotAnswerIsNamed() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
                IceProbe probe = IceProbe.open(LOOPBACK, SHORT)) {
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.mapping(address(silent)))
                    .withMessageContaining("127.0.0.1:" + silent.getLocalPort())
                    .withMessageContaining("does not answer")
                    .satisfies(e -> assertThat(e.errorCode()).isZero());
        }
    }

    @Test
    void aRefusalHasItsCode() throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                IceProbe probe = IceProbe.open(LOOPBACK, Duration.ofSeconds(10))) {
            byte[] error = new byte[28];
            error[0] = 1;
            error[1] = 0x11;
            error[3] = 8;
            System.arraycopy(new byte[] {0, 9, 0, 4, 0, 0, 4, 0}, 0, error, 20, 8);
            answerOnce(server, error);
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() -> probe.mapping(address(server)))
                    .satisfies(e -> assertThat(e.errorCode()).isEqualTo(400));
        }
    }

    @Test
    void anAnswerWithoutTheIcePasswordIsSomebodyElses() throws IOException {
        try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
                IceProbe probe = IceProbe.open(LOOPBACK, Duration.ofSeconds(10))) {
            byte[] success = new byte[32];
            success[0] = 1;
            success[1] = 1;
            success[3] = 12;
            System.arraycopy(new byte[] {0, 0x20, 0, 8, 0, 1, 1, 1, 1, 1, 1, 1}, 0, success, 20, 12);
            answerOnce(server, success);
            assertThatExceptionOfType(ProbeException.class)
                    .isThrownBy(() ->
                            probe.check(address(server), new IceCredentials("them", "us", "a password of twenty-two")))
                    .withMessageContaining("does not know the ICE password");
        }
    }

    @Test
    void patienceIsSomeTime() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> IceProbe.open(LOOPBACK, Duration.ZERO))
                .withMessageContaining("1 ms");
    }

    @Test
    void noPasswordIsShown() {
        assertThat(new IceCredentials("them", "us", "secret")).hasToString("them:us");
    }

    /** One that lasted longer would be taken by a server whose clock refuses those of browsers. */
    @Test
    void aCredentialLastsAsLongAsThatOfABrowser() {
        IceServer made = IceProbe.likeBrowser("secret", Instant.ofEpochSecond(1_000_000));
        assertThat(made.username()).contains("1003600:probe");
    }
}
