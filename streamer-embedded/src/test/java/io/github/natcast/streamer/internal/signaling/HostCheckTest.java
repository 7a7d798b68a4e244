package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.security.WebOrigins;
import io.github.natcast.streamer.signaling.SignalingReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostCheckTest {
    private final FakeStreamer streamer = new FakeStreamer();
    private final RefusalCounts refusals = new RefusalCounts();

    @AfterEach
    void close() {
        streamer.close();
    }

    private SignalingEndpoint endpoint(WebOrigins origins, boolean ownNamesOnly) {
        SignalingSettings settings = new SignalingSettings(
                Entrance.OPEN,
                Forwarders.NONE,
                Limits.defaults(),
                refusals,
                AdminRule.LOCAL,
                new WebRules(origins, ownNamesOnly));
        return TestRequests.endpoint(streamer, settings, Runnable::run);
    }

    private static SignalingReply get(SignalingEndpoint endpoint, String... hosts) {
        return endpoint.answer(TestRequests.request("GET", "/page.js", Map.of("Host", List.of(hosts)), ""));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "200, localhost:9000",
        "200, LOCALHOST",
        "200, app.localhost:9000",
        "200, 127.0.0.1:9000",
        "200, 192.168.1.10:9000",
        "200, [::1]:9000",
        "200, cam.example",
        "200, cam.example:8443",
        "421, evil.example:9000",
        "421, localhost.evil.example",
        "421, evil-localhost",
        "421, 127.0.0.1.evil.example",
        "421, cam.example.evil"
    })
    void whereOnlyThisMachineCanComeNoStrangeNameIsAnswered(int status, String host) {
        SignalingReply reply = get(endpoint(WebOrigins.of("https://cam.example:8443"), true), host);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(refusals.of(Refusal.HOST)).isEqualTo(status == 200 ? 0 : 1);
    }

    @Test
    void whereOthersComeAnyNameMayBeOurs() {
        assertThat(get(endpoint(WebOrigins.sameOrigin(), false), "cam.example").status())
                .isEqualTo(200);
        assertThat(get(endpoint(WebOrigins.any(), true), "cam.example").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a/b", "user@a", "[::1", "a:b", "a:123456", "", "a\u00e4"})
    void whatIsNoHostIsRefused(String host) {
        assertThat(get(endpoint(WebOrigins.any(), false), host).status()).isEqualTo(400);
    }

    @Test
    void twoAreTooMany() {
        SignalingReply reply = get(endpoint(WebOrigins.any(), false), "localhost", "localhost");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(refusals.of(Refusal.HOST)).isEqualTo(1);
    }

    @Test
    void aSocketIsToldAndClosed() {
        FakePeer peer = new FakePeer();
        endpoint(WebOrigins.sameOrigin(), true)
                .open(
                        TestRequests.request(
                                "GET",
                                "/ws/live",
                                Map.of("Upgrade", List.of("websocket"), "Host", List.of("evil.example")),
                                ""),
                        peer);
        assertThat(peer.last()).contains("host_not_allowed").doesNotContain("ice_servers");
        assertThat(peer.closedWith).isEqualTo(4421);
    }
}
