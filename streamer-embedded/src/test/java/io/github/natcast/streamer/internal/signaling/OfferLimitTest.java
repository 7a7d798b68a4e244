package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketSession;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What clients are told that offer too often. */
final class OfferLimitTest {
    private final FakeStreamer streamer = new FakeStreamer();
    private final RefusalCounts refusals = new RefusalCounts();
    private final SteppedWorkers workers = new SteppedWorkers();

    private SignalingEndpoint limited(Limits limits) {
        return TestRequests.endpoint(
                streamer,
                new SignalingSettings(
                        Entrance.OPEN, Forwarders.NONE, limits, refusals, AdminRule.LOCAL, WebRules.SAME_ORIGIN),
                workers);
    }

    private static SignalingReply post(SignalingEndpoint signaling, String client) {
        return signaling.answer(TestRequests.request(
                "POST",
                "/whep",
                Map.of("Content-Type", List.of(WhepEndpoint.SDP)),
                "v=0",
                new InetSocketAddress(client, 5000)));
    }

    @Test
    void aClientIsToldWhenToOfferAgainOverWhep() {
        SignalingEndpoint signaling = limited(Limits.defaults().withOffersPerMinute(2));
        assertThat(post(signaling, "192.0.2.1").status()).isEqualTo(201);
        assertThat(post(signaling, "192.0.2.1").status()).isEqualTo(201);

        SignalingReply refused = post(signaling, "192.0.2.1");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().get("Retry-After")).containsExactly("30");
        assertThat(new String(refused.body(), StandardCharsets.UTF_8))
                .contains("\"too_many_offers\"", "in 30 s", "\"retry\":true");
        assertThat(post(signaling, "192.0.2.2").status()).isEqualTo(201);
        assertThat(refusals.of(Refusal.OFFERS_PER_CLIENT)).isEqualTo(1);
        assertThat(streamer.watching()).isEqualTo(3);
    }

    @Test
    void allTogetherAreToldThatTheServerIsBusy() {
        SignalingEndpoint signaling =
                limited(Limits.defaults().withOffersPerSecond(2).withOffersPerMinute(60));
        assertThat(post(signaling, "192.0.2.1").status()).isEqualTo(201);
        assertThat(post(signaling, "192.0.2.2").status()).isEqualTo(201);

        SignalingReply refused = post(signaling, "192.0.2.3");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().get("Retry-After")).containsExactly("1");
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("\"overloaded\"", "offersPerSecond");
        assertThat(refusals.of(Refusal.OFFERS)).isEqualTo(1);
    }

    @Test
    void overAWebSocketTheMessageSaysSo() {
        SignalingEndpoint signaling =
                limited(Limits.defaults().withOffersPerSecond(2).withOffersPerMinute(1));
        FakePeer peer = new FakePeer();
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/live"), peer);
        session.onText(FakePeer.offer("v=0"));
        workers.run();
        session.onText(FakePeer.offer("v=0"));
        workers.run();

        assertThat(peer.sent.get(peer.sent.size() - 1))
                .contains("\"too_many_offers\"", "\"retry\":true", "\"retryAfter\":");
        assertThat(peer.closedWith).as("its viewer goes on").isZero();
        assertThat(streamer.watching()).isEqualTo(1);
    }

    @Test
    void strangersTakeNothingOfWhatThoseMayOfferWhoAreLetIn() throws Exception {
        SignalingEndpoint signaling = TestRequests.endpoint(
                streamer,
                TestRequests.settings(Optional.of("right"))
                        .withLimits(Limits.defaults().withOffersPerSecond(5)),
                workers);
        for (int i = 0; i < 100; i++) {
            FakePeer stranger = new FakePeer();
            WebSocketSession session = signaling.open(webSocket("/ws/live", "198.51.100." + i), stranger);
            session.onText(FakePeer.offer("v=0"));
            session.onText(FakePeer.offer("v=0"));
            workers.run();
            assertThat(stranger.closedWith).isEqualTo(4401);
        }

        FakePeer peer = new FakePeer();
        WebSocketSession session = signaling.open(webSocket("/ws/live?token=right", "192.0.2.1"), peer);
        session.onText(FakePeer.offer("v=0"));
        workers.run();
        assertThat(streamer.watching()).as(peer.last()).isEqualTo(1);
        assertThat(signaling
                        .answer(TestRequests.post("/whep?token=right", "v=0"))
                        .status())
                .isEqualTo(201);
    }

    private static SignalingRequest webSocket(String path, String client) {
        return TestRequests.request(
                "GET", path, Map.of("Upgrade", List.of("websocket")), "", new InetSocketAddress(client, 5000));
    }

    /** An office, or a network of phones: the next one has to wait, and those who watch go on. */
    @Test
    void whoIsToldWhenToComeAgainHasDoneNothingWrong() {
        SignalingEndpoint signaling = limited(Limits.defaults());
        FakePeer watching = new FakePeer();
        signaling.open(webSocket("/ws/live", "192.0.2.1"), watching).onText(FakePeer.offer("v=0"));
        workers.run();
        assertThat(streamer.watching()).isEqualTo(1);

        streamer.waitSeconds = 5;
        FakePeer peer = new FakePeer();
        WebSocketSession session = signaling.open(webSocket("/ws/live", "192.0.2.1"), peer);
        for (int i = 0; i < 29; i++) {
            session.onText(FakePeer.offer("v=0"));
            workers.run();
            assertThat(peer.last()).contains("\"too_many_viewers_of_client\"", "\"retryAfter\":5");
            assertThat(peer.closedWith).isZero();
            SignalingReply refused = post(signaling, "192.0.2.1");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("too_many_viewers_of_client");
        }
        for (int i = 0; i < 60; i++) {
            assertThat(post(signaling, "192.0.2.1").status()).isEqualTo(429);
        }
        assertThat(refusals.of(Refusal.OFFERS_PER_CLIENT)).isGreaterThan(50);

        FakePeer back = new FakePeer();
        signaling.open(webSocket("/ws/live", "192.0.2.1"), back);
        workers.run();
        assertThat(back.last()).contains("ice_servers");
        assertThat(watching.closedWith).isZero();
    }

    @Test
    void tooManyViewersOfOneClientAreNotTheServersFault() {
        Problem problem = Problem.of(new OfferRejectedException(
                OfferRejectedException.Code.TOO_MANY_VIEWERS_OF_CLIENT, "100 viewers watch from this address", 5));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.retryAfterSeconds()).isEqualTo(5);
        assertThat(problem.mayBeRetried()).isTrue();
    }
}
