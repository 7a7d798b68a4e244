package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.signaling.WebSocketSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every server's WebSockets inherit, shown with a peer and workers that the test moves. */
class WebSocketConnectionTest {
    private static final String END_OF_CANDIDATES = "{\"type\":\"ice_candidate\",\"candidate\":null}";

    private final FakeStreamer streamer = new FakeStreamer();
    private final SteppedWorkers workers = new SteppedWorkers();
    private final SignalingEndpoint signaling = TestRequests.endpoint(streamer, SignalingSettings.OPEN, workers);
    private final FakePeer peer = new FakePeer();

    private WebSocketSession watching() {
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/live"), peer);
        session.onText(FakePeer.offer("v=0"));
        workers.run();
        assertThat(streamer.watching()).isEqualTo(1);
        return session;
    }

    @Test
    void aPeerThatReadsNothingIsDisconnected() {
        WebSocketSession session = watching();
        int before = peer.sent.size();
        peer.writable = false;
        session.onText("{\"type\":\"ping\"}");

        assertThat(peer.sent).hasSize(before);
        assertThat(peer.aborted).isTrue();
    }

    @Test
    void readingIsSuspendedWhileTooMuchWaitsAndResumes() {
        WebSocketSession session = watching();
        for (int i = 0; i < 64; i++) {
            assertThat(peer.reading).isTrue();
            session.onText(END_OF_CANDIDATES);
        }
        assertThat(peer.reading).isFalse();
        workers.run();
        assertThat(peer.reading).isTrue();
        assertThat(peer.closedWith).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFloodThatIsReadNeverthelessEndsTheSocket(boolean canSuspend) {
        peer.canSuspend = canSuspend;
        WebSocketSession session = watching();
        for (int i = 0; i < 255; i++) {
            session.onText(END_OF_CANDIDATES);
        }
        assertThat(peer.closedWith).isZero();
        session.onText(END_OF_CANDIDATES);
        assertThat(peer.closedWith).isEqualTo(1008);
        workers.run();
        assertThat(streamer.watching()).isZero();
    }

    /** Each of 64 messages that a program is too slow for may be as long as one may be. */
    @Test
    void messagesThatWaitCountAsUnfinishedUntilTheyAreProcessed() {
        SignalingEndpoint small = TestRequests.endpoint(
                streamer, SignalingSettings.OPEN.withLimits(Limits.defaults().withUnfinishedMegabytes(1)), workers);
        MemoryBudget unfinished = small.connections().unfinished();
        WebSocketSession session = small.open(TestRequests.webSocket("/ws/live"), peer);
        FakePeer another = new FakePeer();
        WebSocketSession modest = small.open(TestRequests.webSocket("/ws/live"), another);
        workers.run();
        String offer = FakePeer.offer("x".repeat(200 << 10));
        session.onText(offer);
        session.onText(offer);
        assertThat(unfinished.held()).isBetween(780L << 10, 1L << 20);
        assertThat(peer.closedWith).isZero();
        session.onText(offer);
        assertThat(peer.closedWith).isEqualTo(1013);
        modest.onText(END_OF_CANDIDATES);
        assertThat(another.closedWith).isZero();
        workers.run();
        assertThat(unfinished.held()).isZero();
        assertThat(streamer.watching()).isZero();
    }

    @Test
    void aSilentPeerIsPingedThenDisconnected() {
        WebSocketSession session = watching();
        session.onIdle(true);
        assertThat(peer.pings).isEqualTo(1);
        assertThat(peer.aborted).isFalse();
        session.onIdle(false);
        assertThat(peer.aborted).isTrue();
    }

    @Test
    void aClosedSocketEndsItsViewerAndALostOneDoesNot() {
        watching().onLost();
        workers.run();
        assertThat(streamer.watching()).isEqualTo(1);

        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/live"), new FakePeer());
        session.onText(FakePeer.offer("v=0"));
        workers.run();
        assertThat(streamer.watching()).isEqualTo(2);
        session.onClose(1000);
        workers.run();
        assertThat(streamer.watching()).isEqualTo(1);
    }

    @Test
    void closingSignallingEndsSocketsAndRefusesOthers() {
        watching();
        signaling.close();
        workers.run();
        assertThat(peer.closedWith).isEqualTo(1001);
        assertThat(streamer.watching()).isZero();

        FakePeer late = new FakePeer();
        signaling.open(TestRequests.webSocket("/ws/live"), late);
        assertThat(late.last()).contains("shutting_down");
        assertThat(late.closedWith).isEqualTo(4503);
        assertThat(signaling.answer(TestRequests.post("/whep", "v=0")).status()).isEqualTo(503);
    }

    @Test
    void aPathThatIsNotEncodedCorrectlyIsRefused() {
        signaling.open(TestRequests.webSocket("/ws/%zz"), peer);
        assertThat(peer.closedWith).isEqualTo(4400);
        assertThat(signaling.answer(TestRequests.post("/whep/%4", "v=0")).status())
                .isEqualTo(400);
    }
}
