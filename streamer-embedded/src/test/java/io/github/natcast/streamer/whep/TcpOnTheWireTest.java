package io.github.natcast.streamer.whep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.AudioSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.connection.TinyViewer;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole viewer by TCP on the HTTP port: WHEP, ICE, DTLS, SRTP, and its end. */
@Timeout(120)
final class TcpOnTheWireTest {
    private static final int PACKETS = 400;

    @Test
    void aWholeViewerNeedsTheHttpPortAlone() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .audio(AudioSettings.disabled())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .publicTcp("127.0.0.1")
                .build()) {
            streamer.start();
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.connectByTcp(
                    HttpClient.newHttpClient(),
                    streamer.address(),
                    identity,
                    Offers.good(identity.fingerprint().toString()));

            int expected = -1;
            for (int received = 0; received < PACKETS; ) {
                byte[] packet = Objects.requireNonNull(viewer.packets().nextPacket(), "no packet came in time");
                if (!TinyViewer.isRtcp(packet)) {
                    int number = ((packet[2] & 0xFF) << 8) | (packet[3] & 0xFF);
                    assertThat(expected < 0 || number == expected)
                            .as("in order and without loss")
                            .isTrue();
                    expected = (number + 1) & 0xFFFF;
                    received++;
                }
            }
            Viewer known = streamer.viewers().get(0);
            assertThat(known.state()).isEqualTo(ViewerState.CONNECTED);

            viewer.hangUp();
            awaitNoViewer(streamer);
            assertThat(known.state()).isEqualTo(ViewerState.CLOSED);
        }
    }

    private static void awaitNoViewer(Streamer streamer) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!streamer.viewers().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(streamer.viewers()).isEmpty();
    }
}
