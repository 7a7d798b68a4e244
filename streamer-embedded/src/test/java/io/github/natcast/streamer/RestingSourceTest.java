package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.whep.Offers;
import io.github.natcast.streamer.whep.WhepViewer;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that encodes its pictures itself may rest, as a camera does that is away: no part is dead for that. */
@Timeout(120)
final class RestingSourceTest {
    private static final int UNITS = 100;
    private static final Duration FRAME = Duration.ofMillis(40);
    /** Longer than work that is due may rest. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final EncodedVideoSource camera = VideoSource.encoded("camera", VideoCodec.VP8);

    private void play() throws InterruptedException {
        for (int i = 0; i < UNITS; i++) {
            camera.push(unit(i % 10 == 0), System.nanoTime(), i % 10 == 0);
            Thread.sleep(FRAME.toMillis());
        }
    }

    /** A VP8 frame (RFC 6386 §9.1) of 64x32 pixels without partitions. */
    private static ByteBuffer unit(boolean key) {
        ByteBuffer unit = ByteBuffer.allocate(1000);
        unit.put((byte) (key ? 0x10 : 0x11)).put((byte) 0).put((byte) 0);
        if (key) {
            unit.put(new byte[] {(byte) 0x9d, 0x01, 0x2a, 64, 0, 32, 0});
        }
        return unit.rewind();
    }

    @Test
    void whoWatchesIsSentNothingMeanwhileAndAllIsWell() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .rehearse(false)
                .audio(AudioSettings.disabled())
                .codecs(List.of(VideoCodec.VP8))
                .source(camera)
                .build()) {
            streamer.start();
            DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
            WhepViewer viewer = WhepViewer.connectTo(
                    HttpClient.newHttpClient(),
                    streamer.address().resolve("whep/" + Channel.DEFAULT_NAME),
                    identity,
                    Offers.good(identity.fingerprint().toString())
                            .replaceAll("a=fmtp.*\r\n", "")
                            .replace("H264/90000", "VP8/90000"));
            play();
            long sent = sent(streamer);
            assertThat(sent).isGreaterThan(UNITS / 2);

            Instant end = Instant.now().plus(REST);
            while (Instant.now().isBefore(end)) {
                StreamerHealth health = streamer.health();
                assertThat(health.reasons()).isEmpty();
                assertThat(health.live()).isTrue();
                Thread.sleep(100);
            }
            assertThat(sent(streamer)).isLessThan(sent + 10);
            play();
            assertThat(sent(streamer)).isGreaterThan(sent + UNITS / 2);
            assertThat(streamer.health().live()).isTrue();
            viewer.leave();
        }
    }

    private static long sent(Streamer streamer) {
        return streamer.viewers().get(0).stats().orElseThrow().packetsSent();
    }
}
