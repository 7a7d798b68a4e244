package io.github.natcast.streamer.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.security.Access;
import io.github.natcast.streamer.security.AccessCheck.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Before a server that answers with the status that the test says. */
class CallbackCheckTest {
    private final AtomicLong nanoTime = new AtomicLong(11);
    private final BlockingQueue<JsonNode> bodies = new LinkedBlockingQueue<>();
    private final CountDownLatch hold = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile boolean silent;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/auth", exchange -> {
            bodies.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            if (silent) {
                try {
                    hold.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        hold.countDown();
        server.stop(0);
    }

    private CallbackCheck check(Duration timeout) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/auth?key=k");
        return new CallbackCheck(new Access.Callback(uri, timeout), () -> "id-1", nanoTime::get);
    }

    private static ViewerRequest request(Map<String, List<String>> headers, Map<String, List<String>> query) {
        return new ViewerRequest(
                ViewerRequest.Protocol.WHEP,
                "房间 \"7\"",
                "/whep/x",
                query,
                headers,
                new InetSocketAddress("203.0.113.7", 9),
                Optional.ofNullable(query.get("token")).map(list -> list.get(0)),
                Optional.empty(),
                Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "200,200", "204,200", "299,200", "401,401", "403,401", "302,401", "400,401", "404,401", "413,401", "499,401",
        "407,503", "408,503", "429,503", "500,503", "502,503", "503,503", "504,503"
    })
    void theStatusDecides(int answer, int meaning) {
        status = answer;
        Verdict verdict = check(Duration.ofSeconds(5)).check(request(Map.of(), Map.of()));

        assertThat(verdict instanceof Verdict.Refused refused ? refused.status() : 200)
                .isEqualTo(meaning);
    }

    @Test
    void theFieldsAreThoseOfMediaMtx() throws Exception {
        check(Duration.ofSeconds(5))
                .check(request(
                        Map.of("Authorization", List.of("basic YW5uOnA6c3M=")),
                        Map.of("token", List.of("t&=\u2615\n"))));
        JsonNode body = bodies.poll(5, TimeUnit.SECONDS);

        assertThat(body)
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("user", "ann")
                        .put("password", "p:ss")
                        .put("token", "t&=\u2615\n")
                        .put("ip", "203.0.113.7")
                        .put("action", "read")
                        .put("path", "房间 \"7\"")
                        .put("protocol", "webrtc")
                        .put("id", "id-1")
                        .put("query", "token=t%26%3D%E2%98%95%0A"));
    }

    @Test
    void aServerThatIsSilentHoldsOneRequestAtATime() throws Exception {
        silent = true;
        CallbackCheck check = check(Duration.ofMillis(200));
        for (int i = 0; i < 20; i++) {
            assertThat(check.check(request(Map.of(), Map.of()))).isEqualTo(unavailable());
        }
        assertThat(bodies).hasSize(1);

        silent = false;
        hold.countDown();
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(check.check(request(Map.of(), Map.of()))).isInstanceOf(Verdict.Admitted.class);
        assertThat(check.check(request(Map.of(), Map.of()))).isInstanceOf(Verdict.Admitted.class);
    }

    /**
     * Some refuse by any status that is none of success, as MediaMTX lets them; and a stranger can bring about many.
     */
    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404, 407, 408, 413, 429, 500, 501})
    void whatOneViewerIsAnsweredKeepsNobodyElseOut(int answer) {
        CallbackCheck check = check(Duration.ofSeconds(5));
        status = answer;
        assertThat(check.check(request(Map.of(), Map.of()))).isInstanceOf(Verdict.Refused.class);

        status = 204;
        assertThat(check.check(request(Map.of(), Map.of()))).isInstanceOf(Verdict.Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aServerThatIsAwayBehindItsProxyHoldsOneRequestAtATime(int answer) {
        CallbackCheck check = check(Duration.ofSeconds(5));
        status = answer;
        for (int i = 0; i < 20; i++) {
            assertThat(check.check(request(Map.of(), Map.of()))).isEqualTo(unavailable());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void anAnswerThatStallsHoldsNoThread() throws Exception {
        try (StallingServer stalling = new StallingServer()) {
            CallbackCheck check = new CallbackCheck(
                    new Access.Callback(stalling.uri(), Duration.ofMillis(300)), () -> "id-1", nanoTime::get);
            Verdict verdict =
                    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> check.check(request(Map.of(), Map.of())));

            assertThat(verdict).isEqualTo(unavailable());
            stalling.left.get(10, TimeUnit.SECONDS); // nor a connection
        }
    }

    @Test
    void aServerThatIsNotThereIsNoRefusalForGood() {
        CallbackCheck check = check(Duration.ofSeconds(5));
        server.stop(0);

        assertThat(check.check(request(Map.of(), Map.of()))).isEqualTo(unavailable());
    }

    private static Verdict unavailable() {
        return Verdict.unavailable("Who may watch cannot be found out now; try again in some seconds.");
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatThrownBy(() -> Access.callback(URI.create("ftp://x/y"))).hasMessageContaining("of http or https");
        assertThatThrownBy(() -> Access.callback(URI.create("http://x/y"), Duration.ofMinutes(1)))
                .hasMessageContaining("PT30S");
    }
}
