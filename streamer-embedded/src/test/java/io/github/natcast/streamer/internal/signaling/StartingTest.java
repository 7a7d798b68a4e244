package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked before there are answers. */
class StartingTest {
    private final FakeStreamer streamer = new FakeStreamer();
    private final SignalingEndpoint endpoint = TestRequests.endpoint(streamer).starting();

    private SignalingReply get(String path) {
        return endpoint.answer(TestRequests.request("GET", path, Map.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/whep", "/healthz", "/livez", "/readyz", "/metrics", "/viewers", "/nothing"})
    void everybodyIsToldToComeAgain(String path) {
        SignalingReply reply = get(path);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers().get("Retry-After")).isEqualTo(List.of("2"));
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains("\"starting\"");
    }

    @Test
    void anOfferIsNotAnswered() {
        assertThat(endpoint.answer(TestRequests.post("/whep", "v=0")).status()).isEqualTo(503);
        assertThat(endpoint.mayBlock(TestRequests.post("/whep", "v=0"))).isFalse();
        assertThat(streamer.viewers).isEmpty();
    }

    @Test
    void aWebSocketLearnsThatItMayTryAgain() {
        FakePeer peer = new FakePeer();
        endpoint.open(TestRequests.webSocket("/ws"), peer);

        assertThat(peer.sent).anyMatch(text -> text.contains("\"starting\"") && text.contains("\"retry\":true"));
    }

    @Test
    void thenAllIsAsEver() {
        endpoint.ready();

        assertThat(get("/livez").status()).isEqualTo(200);
        assertThat(get("/").status()).isEqualTo(200);
    }

    @Test
    void whatWasClosedWhileItStartedStaysClosed() {
        endpoint.close();
        endpoint.ready();

        assertThat(new String(get("/").body(), StandardCharsets.UTF_8)).contains("\"shutting_down\"");
    }
}
