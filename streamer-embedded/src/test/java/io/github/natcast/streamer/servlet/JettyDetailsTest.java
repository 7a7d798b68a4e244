package io.github.natcast.streamer.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.signaling.Carrier;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only an adapter can get wrong: what it makes of requests, and clients that do not read. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Jetty starts before each test
final class JettyDetailsTest {
    private static final String USER = "Ana";
    private static final int PATIENCE_SECONDS = 20;

    private final RecordingSignaling signaling = new RecordingSignaling();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Carrier jetty;

    @BeforeEach
    void open() throws Exception {
        jetty = Jetty.open(signaling, USER, true);
    }

    @AfterEach
    void close() throws Exception {
        jetty.end().close();
    }

    @Test
    void aRequestKeepsWhatItHad() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("http", "/whep/a%2Bb;jsessionid=1?x=%20&y"))
                .header("X-Word", "one")
                .header("X-Word", "two")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(5000)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        SignalingRequest seen = signaling.requests.take();

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().allValues("X-Several")).containsExactly("a", "b");
        assertThat(signaling.events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("written");
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.path()).isEqualTo("/whep/a%2Bb");
        assertThat(seen.query()).isEqualTo("x=%20&y");
        assertThat(seen.headers().get("x-word")).containsExactly("one", "two");
        assertThat(seen.body()).as("one byte more than the limit").hasSize(1001);
        assertThat(seen.user().map(Principal::getName)).contains(USER);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soDoesAWebSocket(boolean listens) throws Exception {
        close();
        jetty = Jetty.open(signaling, USER, listens);
        socket("/ws/a%2Bb?x=%20&y");
        SignalingRequest seen = signaling.requests.take();

        assertThat(seen.path()).isEqualTo("/ws/a%2Bb");
        assertThat(seen.query()).isEqualTo("x=%20&y");
        assertThat(seen.header("upgrade")).contains("websocket");
        assertThat(seen.user().map(Principal::getName)).contains(USER);
        assertThat(seen.remoteAddress().getAddress().isLoopbackAddress())
                .as("with the listener, or Jetty's own property")
                .isTrue();
    }

    @Test
    void everySocketHasItsOwnRequest() throws Exception {
        for (int number = 0; number < 20; number++) {
            socket("/ws/" + number);
        }

        // The client hears of its socket before signalling does.
        List<SignalingRequest> seen = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            seen.add(signaling.requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertThat(seen).doesNotContainNull().extracting(SignalingRequest::path).doesNotHaveDuplicates();
    }

    @Test
    void whoReadsNothingBecomesUnwritableAndIsDisconnected() throws Exception {
        WebSocket deaf = socket("/ws/deaf");
        WebSocketPeer peer = signaling.peers.take();
        String text = "x".repeat(100_000);
        int sent = 0;
        while (peer.isWritable()) {
            assertThat(++sent).as("messages of 100 kB that the kernel took").isLessThan(1000);
            peer.send(text, () -> {});
        }
        peer.abort();

        assertThat(signaling.events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).matches("closed .*|lost");
        assertThat(peer.isWritable()).isFalse();
        assertThat(deaf).isNotNull();
    }

    @Test
    void aReasonIsCutToWhatAFrameHolds() throws Exception {
        socket("/ws/live");
        signaling.peers.take().close(4401, "房".repeat(100));

        assertThat(signaling.events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("closed 4401");
    }

    private WebSocket socket(String path) throws Exception {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                return CompletableFuture.completedStage(null); // asks for no further one
            }
        };
        return client.newWebSocketBuilder()
                .buildAsync(uri("ws", path), listener)
                .get(5, TimeUnit.SECONDS);
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + jetty.port() + jetty.mount() + path);
    }
}
