package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.security.WebOrigins;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginCheckTest {
    private static final InetSocketAddress PROXY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final Forwarders BEHIND_PROXY = new Forwarders(TrustedSources.NONE, TrustedSources.THIS_HOST);

    private final FakeStreamer streamer = new FakeStreamer();
    private final RefusalCounts refusals = new RefusalCounts();

    @AfterEach
    void close() {
        streamer.close();
    }

    private SignalingEndpoint endpoint(WebOrigins origins, Forwarders forwarders) {
        SignalingSettings settings = new SignalingSettings(
                Entrance.OPEN, forwarders, Limits.defaults(), refusals, AdminRule.LOCAL, new WebRules(origins, false));
        return TestRequests.endpoint(streamer, settings, Runnable::run);
    }

    private SignalingEndpoint endpoint(WebOrigins origins) {
        return endpoint(origins, Forwarders.NONE);
    }

    private static SignalingRequest request(String method, boolean secure, String... headers) {
        Map<String, List<String>> byName = new HashMap<>(Map.of("Content-Type", List.of(WhepEndpoint.SDP)));
        for (int i = 0; i < headers.length; i += 2) {
            byName.put(headers[i], List.of(headers[i + 1]));
        }
        return new SignalingRequest(
                method,
                "/whep",
                "",
                byName,
                PROXY,
                Optional.empty(),
                method.equals("POST") ? "v=0".getBytes(StandardCharsets.US_ASCII) : new byte[0],
                secure);
    }

    private static Optional<String> header(SignalingReply reply, String name) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(reply.headers());
        return byName.getOrDefault(name, List.of()).stream().findFirst();
    }

    @ParameterizedTest(name = "{1} asks {2}, TLS {3}: {0}")
    @CsvSource({
        "true,  http://cam.example:9000,   cam.example:9000,     false",
        "true,  http://cam.example,        cam.example,          false",
        "true,  http://cam.example,        cam.example:80,       false",
        "true,  http://cam.example,        CAM.Example,          false",
        "true,  https://cam.example,       cam.example,          true",
        "true,  https://cam.example,       cam.example:443,      true",
        "true,  https://cam.example:8443,  cam.example:8443,     true",
        "true,  http://[2001:db8::1]:9000, [2001:DB8::1]:9000,   false",
        // A proxy that is not named as trusted ended TLS.
        "true,  https://cam.example,       cam.example,          false",
        // Anybody on the way can have changed that page.
        "false, http://cam.example,        cam.example,          true",
        "false, http://cam.example,        cam.example:443,      true",
        "false, http://cam.example:9001,   cam.example:9000,     false",
        "false, https://cam.example,       cam.example:80,       false",
        "false, http://evil.example,       cam.example,          false",
        "false, http://cam.example.evil,   cam.example,          false",
        "false, http://evil.example,       ,                     false",
        "false, null,                      cam.example,          false",
        "false, file://,                   cam.example,          false",
        "false, http://,                   ,                     false",
        "false, chrome-extension://abc,    cam.example,          false"
    })
    void withoutAListThePageOfTheServerItselfMayWatch(boolean allowed, String origin, String host, boolean secure) {
        SignalingRequest request = host == null
                ? request("POST", secure, "Origin", origin)
                : request("POST", secure, "Origin", origin, "Host", host);
        SignalingReply reply = endpoint(WebOrigins.sameOrigin()).answer(request);

        assertThat(reply.status()).isEqualTo(allowed ? 201 : 403);
        assertThat(header(reply, "Access-Control-Allow-Origin"))
                .isEqualTo(allowed ? Optional.of(origin) : Optional.empty());
        assertThat(header(reply, "Vary")).hasValue("Origin");
        assertThat(refusals.of(Refusal.ORIGIN)).isEqualTo(allowed ? 0 : 1);
        assertThat(streamer.viewers).hasSize(allowed ? 1 : 0);
    }

    @Test
    void listedOriginsMayAndOthersLearnNothing() {
        SignalingEndpoint endpoint = endpoint(WebOrigins.of("https://shop.example"));
        for (String method : List.of("OPTIONS", "POST")) {
            SignalingReply listed =
                    endpoint.answer(request(method, true, "Host", "cam.example", "Origin", "https://shop.example"));
            SignalingReply stranger =
                    endpoint.answer(request(method, true, "Host", "cam.example", "Origin", "https://evil.example"));

            assertThat(listed.status()).isLessThan(300);
            assertThat(header(listed, "Access-Control-Allow-Origin")).hasValue("https://shop.example");
            assertThat(header(listed, "Access-Control-Expose-Headers").orElse(""))
                    .contains("Location", "ETag", "Link", "Accept-Patch");
            assertThat(header(listed, "Access-Control-Allow-Credentials")).isEmpty();
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(new String(stranger.body(), StandardCharsets.UTF_8))
                    .contains("origin_not_allowed", "https://evil.example");
            assertThat(stranger.headers()).doesNotContainKeys("Link", "Access-Control-Allow-Origin", "Location");
        }
    }

    @Test
    void aPreflightSaysWhatMayBeSent() {
        SignalingReply preflight = endpoint(WebOrigins.of("https://shop.example"))
                .answer(request("OPTIONS", true, "Host", "cam.example", "Origin", "https://shop.example"));
        assertThat(header(preflight, "Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization", "Content-Type", "If-Match");
        assertThat(header(preflight, "Access-Control-Allow-Methods").orElse("")).contains("POST", "PATCH", "DELETE");
    }

    @Test
    void anyMeansEveryPageAndNone() {
        for (String origin : List.of("https://shop.example", "null")) {
            SignalingReply reply =
                    endpoint(WebOrigins.any()).answer(request("POST", false, "Host", "cam.example", "Origin", origin));
            assertThat(reply.status()).isEqualTo(201);
            assertThat(header(reply, "Access-Control-Allow-Origin")).hasValue("*");
        }
    }

    @Test
    void whoNamesNoOriginIsNoBrowserAndPasses() {
        assertThat(endpoint(WebOrigins.sameOrigin())
                        .answer(request("POST", false, "Host", "cam.example"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aTrustedProxySaysWhatWasAsked() {
        String[] headers = {
            "Host", "127.0.0.1:9000", "Origin", "https://cam.example",
            "X-Forwarded-Host", "cam.example", "X-Forwarded-Proto", "https"
        };
        assertThat(endpoint(WebOrigins.sameOrigin(), BEHIND_PROXY)
                        .answer(request("POST", false, headers))
                        .status())
                .isEqualTo(201);
        assertThat(endpoint(WebOrigins.sameOrigin())
                        .answer(request("POST", false, headers))
                        .status())
                .isEqualTo(403);
        headers[3] = "http://cam.example";
        assertThat(endpoint(WebOrigins.sameOrigin(), BEHIND_PROXY)
                        .answer(request("POST", false, headers))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aSocketOfAnotherSiteIsToldAndClosed() {
        FakePeer peer = new FakePeer();
        SignalingRequest request = TestRequests.request(
                "GET",
                "/ws/live",
                Map.of(
                        "Upgrade", List.of("websocket"),
                        "Host", List.of("cam.example"),
                        "Origin", List.of("https://evil.example")),
                "");
        endpoint(WebOrigins.sameOrigin()).open(request, peer);

        assertThat(peer.sent).hasSize(1);
        assertThat(peer.last()).contains("origin_not_allowed").doesNotContain("ice_servers");
        assertThat(peer.closedWith).isEqualTo(4403);
        assertThat(refusals.of(Refusal.ORIGIN)).isEqualTo(1);
    }

    /** A page that a viewer was lured to would otherwise keep that viewer out of the server's own. */
    @Test
    void refusedOriginsDoNotMakeTheirAddressWait() {
        SignalingEndpoint endpoint = endpoint(WebOrigins.sameOrigin());
        for (int i = 0; i < 200; i++) {
            endpoint.answer(request("POST", false, "Host", "cam.example", "Origin", "https://evil.example"));
        }
        assertThat(endpoint.answer(request("POST", false, "Host", "cam.example", "Origin", "http://cam.example"))
                        .status())
                .isEqualTo(201);
    }
}
