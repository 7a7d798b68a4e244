package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.topology.PublicAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public address moves while viewers watch. */
@Timeout(120)
final class MovingAddressTest {
    private static final String OFFER = WarmUpOffer.sdp(
            DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH).fingerprint());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private static StreamerBuilder onLoopback() {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180));
    }

    /** What a page hears of candidates. */
    private static final class Page implements WebSocket.Listener {
        final BlockingQueue<String> candidates = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                try {
                    String candidate = JSON.readTree(message.toString())
                            .path("candidate")
                            .path("candidate")
                            .asText("");
                    if (!candidate.isEmpty()) {
                        candidates.add(candidate);
                    }
                } catch (IOException e) {
                    candidates.add("no JSON: " + message);
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            @Nullable String candidate = candidates.poll(20, TimeUnit.SECONDS);
            assertThat(candidate).as("a candidate within 20 s").isNotNull();
            return candidate;
        }
    }

    private Page watch(Streamer streamer) throws Exception {
        Page page = new Page();
        URI server = streamer.address();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + server.getAuthority() + "/ws/live"), page)
                .get(10, TimeUnit.SECONDS);
        socket.sendText(JSON.writeValueAsString(Map.of("type", "webrtc_offer", "sdp", OFFER)), true)
                .get(10, TimeUnit.SECONDS);
        return page;
    }

    private List<String> answered(Streamer streamer) throws Exception {
        HttpRequest offer = HttpRequest.newBuilder(streamer.address().resolve("whep"))
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(OFFER))
                .build();
        String answer = http.send(offer, BodyHandlers.ofString()).body();
        return answer.lines()
                .filter(line -> line.startsWith("a=candidate:"))
                .map(line -> line.split(" ", 7)[4] + " " + line.split(" ", 7)[5])
                .toList();
    }

    @Test
    void theProgramSaysWhereItIsNow() throws Exception {
        try (Streamer streamer =
                onLoopback().publicAddress("203.0.113.7", 40_111).build()) {
            assertThatThrownBy(() -> streamer.publicAddresses(List.of())).isInstanceOf(IllegalStateException.class);
            streamer.start();
            Page page = watch(streamer);
            assertThat(page.next()).contains(" 203.0.113.7 40111 typ host");
            assertThat(answered(streamer)).containsExactly("203.0.113.7 40111");

            streamer.publicAddresses(List.of(PublicAddress.of("203.0.113.9", 40_112)));

            assertThat(page.next()).contains(" 203.0.113.9 40112 typ host");
            assertThat(answered(streamer)).containsExactly("203.0.113.9 40112");
            assertThat(streamer.publicAddresses()).containsExactly(PublicAddress.of("203.0.113.9", 40_112));
            assertThat(page.candidates).isEmpty();
        }
    }

    @Test
    void aNameIsLookedUpBeforeTheFirstViewerComes() throws Exception {
        try (Streamer streamer = onLoopback().publicAddress("localhost", 40_111).build()) {
            streamer.start();

            assertThat(streamer.publicAddresses()).contains(PublicAddress.of("127.0.0.1", 40_111));
        }
    }

    @Test
    void aNameThatCannotBeLookedUpTellsNoOtherAddress() throws Exception {
        try (Streamer streamer = onLoopback().publicAddress("natcast.invalid").build()) {
            streamer.start();
            assertThat(answered(streamer)).isEmpty();
            Page page = watch(streamer);

            streamer.publicAddresses(List.of(PublicAddress.of("203.0.113.9")));

            assertThat(page.next()).contains(" 203.0.113.9 ");
        }
    }
}
