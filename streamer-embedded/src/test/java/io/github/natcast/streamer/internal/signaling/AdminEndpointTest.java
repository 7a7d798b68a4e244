package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator sees everything, and others whether all is well. */
class AdminEndpointTest {
    private static final String LOOPBACK = "127.0.0.1";

    private final FakeStreamer streamer = new FakeStreamer();
    private boolean healthy = true;
    private boolean live = true;
    private boolean ready = true;

    @AfterEach
    void close() {
        streamer.close();
    }

    private SignalingContext context(AdminRule rule) {
        Reports reports = new Reports(
                () -> new Health(healthy, live, ready, Map.of("source", "/home/ann/film.mp4")),
                () -> "natcast_viewers 0\n",
                streamer);
        return SignalingContext.create(
                SignalingSettings.OPEN.withAdmin(rule),
                SignalingLimits.DEFAULTS,
                streamer,
                reports,
                new Random(1),
                Runnable::run);
    }

    private SignalingEndpoint endpoint(AdminRule.Trusted trusted, Optional<String> token) {
        return new SignalingEndpoint(context(new AdminRule(token.map(value -> value::equals), trusted)), () -> {});
    }

    private static SignalingRequest get(String path, String from, Map<String, List<String>> headers) {
        return TestRequests.request("GET", path, headers, "", new InetSocketAddress(from, 9));
    }

    private static String body(SignalingEndpoint endpoint, SignalingRequest request) {
        return new String(endpoint.answer(request).body(), StandardCharsets.UTF_8);
    }

    private static Map<String, List<String>> host(String name) {
        return Map.of("Host", List.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL,     127.0.0.1,   localhost:9000,   200",
        "LOCAL,     127.0.0.1,   evil.example,     403",
        "LOCAL,     203.0.113.7, localhost,        403",
        "NOBODY,    127.0.0.1,   localhost:9000,   403",
        "EVERYBODY, 203.0.113.7, natcast.internal, 200",
        "EVERYBODY, 127.0.0.1,   localhost:9001,   200",
        "EVERYBODY, 127.0.0.1,   evil.example,     403",
    })
    void withoutATokenItDependsOnWhereSomebodyIs(AdminRule.Trusted trusted, String from, String host, int status) {
        SignalingEndpoint endpoint = endpoint(trusted, Optional.empty());
        for (String path : new String[] {"/metrics", "/viewers"}) {
            assertThat(endpoint.answer(get(path, from, host(host))).status()).isEqualTo(status);
        }
        String health = body(endpoint, get("/healthz", from, host(host)));
        assertThat(health.contains("film.mp4")).isEqualTo(status == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOCAL", "NOBODY", "EVERYBODY"})
    void whereThereIsATokenNothingElseCounts(AdminRule.Trusted trusted) {
        SignalingEndpoint endpoint = endpoint(trusted, Optional.of("op"));
        for (String path : new String[] {"/metrics", "/viewers"}) {
            assertThat(endpoint.answer(get(path, LOOPBACK, host("localhost"))).status())
                    .isEqualTo(401);
            assertThat(endpoint.answer(get(path + "?token=op", "203.0.113.7", Map.of()))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(body(endpoint, get("/healthz", LOOPBACK, host("localhost")))).isEqualTo("{\"status\":\"ok\"}");
        assertThat(body(endpoint, get("/healthz?token=op", "203.0.113.7", Map.of())))
                .contains("film.mp4");
        assertThat(endpoint.answer(get("/healthz?token=no", LOOPBACK, host("localhost")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void probesAreToldOkOrNot() {
        SignalingEndpoint endpoint = endpoint(AdminRule.Trusted.NOBODY, Optional.empty());
        assertThat(endpoint.answer(get("/healthz", LOOPBACK, Map.of())).status())
                .isEqualTo(200);
        assertThat(endpoint.mayBlock(get("/healthz", LOOPBACK, Map.of()))).isFalse();
        healthy = false;
        assertThat(endpoint.answer(get("/healthz", LOOPBACK, Map.of())).status())
                .isEqualTo(503);
        assertThat(body(endpoint, get("/healthz", LOOPBACK, Map.of()))).isEqualTo("{\"status\":\"failing\"}");
    }

    /** Neither a token nor an address is needed, and a wrong token costs nothing. */
    @ParameterizedTest
    @CsvSource({"NOBODY, /livez", "EVERYBODY, /livez?token=no", "NOBODY, /readyz", "EVERYBODY, /readyz?token=no"})
    void liveAndReadyAreToldApart(AdminRule.Trusted trusted, String path) {
        SignalingContext context = context(new AdminRule(Optional.of("op"::equals), trusted));
        SignalingEndpoint site = new SignalingEndpoint(context, () -> {});
        SignalingEndpoint admin = new SignalingEndpoint(context.forAdmin(), () -> {});
        healthy = false;
        for (int mask = 0; mask < 4; mask++) {
            live = (mask & 1) != 0;
            ready = (mask & 2) != 0;
            boolean yes = path.startsWith("/livez") ? live : ready;
            for (SignalingEndpoint endpoint : List.of(site, admin)) {
                SignalingRequest request = get(path, "203.0.113.7", Map.of());
                assertThat(endpoint.answer(request).status()).isEqualTo(yes ? 200 : 503);
                assertThat(body(endpoint, request)).isEqualTo("{\"status\":\"" + (yes ? "ok" : "failing") + "\"}");
                assertThat(endpoint.mayBlock(request)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez/x", "/", "/page.js", "/whep", "/whep/live", "/ws/live", "/healthz/x", "/metrics/x"})
    void anAddressOfItsOwnServesNothingElse(String path) {
        AdminRule rule = new AdminRule(Optional.empty(), AdminRule.Trusted.EVERYBODY);
        SignalingEndpoint endpoint = new SignalingEndpoint(context(rule).forAdmin(), () -> {});

        assertThat(endpoint.answer(get(path, "203.0.113.7", Map.of())).status()).isEqualTo(404);
        assertThat(endpoint.isWebSocket(TestRequests.webSocket(path))).isFalse();
        assertThat(endpoint.answer(TestRequests.post(path, "v=0")).status()).isEqualTo(404);
        assertThat(streamer.asked).isEmpty();
        assertThat(endpoint.answer(get("/viewers", "203.0.113.7", Map.of())).status())
                .isEqualTo(200);
    }
}
