package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.AccessCheck;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who guesses is slowed down, and nobody else. */
class GateTest {
    private final AtomicLong nanoTime = new AtomicLong(7);
    private final AtomicInteger checks = new AtomicInteger();
    private final RefusalCounts counts = new RefusalCounts();
    private final GuessLimit guesses = new GuessLimit(nanoTime::get);
    private final Gate quick = new Gate(Entrance.quick(this::check), guesses, counts);
    private final Gate slow = new Gate(Entrance.slow(this::check), guesses, counts);

    private AccessCheck.Verdict check(ViewerRequest request) {
        checks.incrementAndGet();
        return switch (request.token().orElse("")) {
            case "right" -> AccessCheck.Verdict.admitted();
            case "nobody knows" -> AccessCheck.Verdict.unavailable("Try again.");
            case "bug" -> throw new IllegalStateException("a failure that the log must show");
            default -> AccessCheck.Verdict.unauthorized("No.");
        };
    }

    private static ViewerRequest request(String address, int port, String token) {
        return TestRequests.of(ViewerRequest.Protocol.WHEP, "live", new InetSocketAddress(address, port))
                .withToken(token);
    }

    private static int status(Gate gate, String address, int port, String token) {
        Gate.Outcome outcome = gate.enter(request(address, port, token));
        return outcome instanceof Gate.Refused refused ? refused.problem().status() : 200;
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 10", "2001:db8::1, 10", "127.0.0.1, 5", "10.0.0.9, 5"})
    void theRightTokenIsNeverDelayed(String address, int tolerated) {
        for (int i = 0; i < tolerated; i++) {
            assertThat(status(quick, address, 9, "wrong")).isEqualTo(401);
        }
        for (int i = 0; i < 1000; i++) {
            assertThat(status(quick, address, 9, "wrong")).isEqualTo(429);
        }
        assertThat(status(quick, address, 9, "right")).isEqualTo(200);
        assertThat(counts.of(Refusal.AUTHENTICATION)).isEqualTo(1000 + tolerated);
        assertThat(counts.of(Refusal.AUTHENTICATION_RATE)).isEqualTo(1000);
    }

    @Test
    void behindATunnelEachConnectionIsOnItsOwnUntilAllTogetherFailTooOften() {
        for (int port = 1; port <= 20; port++) {
            for (int i = 0; i < 5; i++) {
                assertThat(status(quick, "127.0.0.1", port, "wrong")).isEqualTo(401);
            }
        }
        assertThat(status(quick, "127.0.0.1", 21, "wrong")).isEqualTo(429);
        assertThat(status(quick, "127.0.0.1", 22, "right")).isEqualTo(200);
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(status(quick, "127.0.0.1", 23, "wrong")).isEqualTo(401);
    }

    @Test
    void aServerElsewhereIsNotAskedForWhoGuesses() {
        for (int i = 0; i < 100; i++) {
            status(slow, "127.0.0.1", 9, "wrong");
        }
        assertThat(checks).hasValue(6);
        assertThat(status(slow, "127.0.0.1", 10, "right")).isEqualTo(200);
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(20));
        assertThat(status(slow, "127.0.0.1", 9, "right")).isEqualTo(200);
    }

    @Test
    void whatCannotBeCheckedIsNoGuess() {
        for (int i = 0; i < 50; i++) {
            assertThat(status(quick, "203.0.113.7", 9, "nobody knows")).isEqualTo(503);
            assertThat(status(quick, "203.0.113.7", 9, "bug")).isEqualTo(503);
        }
        assertThat(status(quick, "203.0.113.7", 9, "wrong")).isEqualTo(401);
    }

    @Test
    void aConnectionThatGuessesIsClosed() throws Exception {
        try (TestServer server = new TestServer(Optional.of("secret"), SignalingLimits.DEFAULTS)) {
            for (int i = 0; i < 5; i++) {
                assertThat(server.get("/whep", "Authorization", "Bearer wrong" + i)
                                .statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> last = server.get("/whep", "Authorization", "Bearer wrong");
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Connection")).hasValue("close");
            assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(server.get("/whep", "Authorization", "Bearer secret").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theOperatorsTokenCannotBeGuessedFasterBySayingSo() throws Exception {
        try (TestServer server = new TestServer(Optional.of("secret"), SignalingLimits.DEFAULTS)) {
            for (String path : new String[] {"/healthz", "/metrics", "/viewers", "/viewers/1", "/healthz"}) {
                assertThat(server.get(path + "?token=wrong").statusCode()).isEqualTo(401);
            }
            assertThat(server.get("/healthz?token=wrong").statusCode()).isEqualTo(429);
            assertThat(server.get("/healthz?token=secret").body()).contains("viewers");
        }
    }

    @Test
    void whoWasLetInMayGoOnWithItsResourceAfterItsTokenHasEnded() throws Exception {
        AtomicInteger left = new AtomicInteger(1);
        SignalingSettings settings = SignalingSettings.OPEN.withEntrance(Entrance.quick(request ->
                left.getAndDecrement() > 0 ? AccessCheck.Verdict.admitted() : AccessCheck.Verdict.unauthorized("No.")));
        try (FakeStreamer streamer = new FakeStreamer()) {
            SignalingEndpoint endpoint = TestRequests.endpoint(streamer, settings, Runnable::run);
            String location = endpoint.answer(TestRequests.post("/whep/live?token=t", "v=0"))
                    .headers()
                    .getOrDefault("Location", List.of("none"))
                    .get(0);
            assertThat(endpoint.answer(delete("/whep/" + location + "?token=u")).status())
                    .isEqualTo(401);
            assertThat(endpoint.answer(delete("/whep/" + location + "?token=t")).status())
                    .isEqualTo(200);
        }
    }

    private static SignalingRequest delete(String path) {
        return TestRequests.request("DELETE", path, Map.of(), "");
    }
}
