package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.streamer.whep.WhepViewer;
import java.awt.image.BufferedImage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class HealthTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void countsTheViewersOfEachEncoding() throws Exception {
        DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.now());
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .build()) {
            streamer.start();
            assertThat(viewers(streamer, "H264")).isZero();

            offer(streamer, WarmUpOffer.sdp(identity.fingerprint()));
            assertThat(viewers(streamer, "H264")).as("one that only offers").isZero();
            WhepViewer first = WhepViewer.join(http, streamer.address(), identity);
            WhepViewer other = WhepViewer.join(http, streamer.address(), identity);
            assertThat(viewers(streamer, "H264")).isEqualTo(2);
            assertThat(viewers(streamer, "VP8")).isZero();

            first.leave();
            for (int i = 0; i < 1000 && viewers(streamer, "H264") == 2; i++) {
                Thread.onSpinWait();
            }
            assertThat(viewers(streamer, "H264")).isEqualTo(1);
            other.leave();
        }
    }

    @Test
    void isRedForAThreadThatFailsAndTheStreamGoesOn() throws Exception {
        try (Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .build()) {
            streamer.start();
            assertThat(health(streamer).statusCode()).isEqualTo(200);
            streamer.show(new BrokenSource());
            HttpResponse<String> health = health(streamer);
            while (health.statusCode() == 200) {
                health = health(streamer);
            }

            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(get(streamer, "livez").statusCode()).isEqualTo(503);
            assertThat(get(streamer, "readyz").body()).isEqualTo("{\"status\":\"failing\"}");
            JsonNode page = new ObjectMapper().readTree(health.body());
            assertThat(page.get("failure").asText()).contains("natcast-sources", "a failure of this test");
            assertThat(page.get("events").toString()).contains("source broken cannot be opened");
            assertThat(page.get("source").asText()).isNotEqualTo("broken");
            PushVideoSource good = VideoSource.pushed("good");
            streamer.show(good);
            while (!new ObjectMapper()
                    .readTree(health(streamer).body())
                    .get("source")
                    .asText()
                    .equals("good")) {
                good.push(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), System.nanoTime());
            }
        }
    }

    private HttpResponse<String> health(Streamer streamer) throws Exception {
        return get(streamer, "healthz");
    }

    private HttpResponse<String> get(Streamer streamer, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(streamer.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    /** What a source does whose natives cannot be loaded, or for which there is no memory. */
    private static final class BrokenSource implements VideoSource {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Playback start(VideoSettings wanted, MediaSink sink) {
            throw new OutOfMemoryError("a failure of this test");
        }
    }

    private void offer(Streamer streamer, String offer) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(streamer.address().resolve("whep"))
                        .header("Content-Type", "application/sdp")
                        .POST(BodyPublishers.ofString(offer))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private int viewers(Streamer streamer, String codec) throws Exception {
        String health = http.send(
                        HttpRequest.newBuilder(streamer.address().resolve("healthz"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        for (JsonNode encoding : new ObjectMapper().readTree(health).get("encodings")) {
            if (encoding.get("codec").asText().equals(codec)) {
                return encoding.get("viewers").asInt();
            }
        }
        throw new AssertionError("no " + codec + " in " + health);
    }
}
