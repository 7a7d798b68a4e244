package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.WebSocketSession;
import org.junit.jupiter.api.Test;

/** A viewer hears that its answer was sent once a server has written it, here one whose writes the test completes. */
class AnswerSentTest {
    private final FakeStreamer streamer = new FakeStreamer();
    private final SignalingEndpoint signaling = TestRequests.endpoint(streamer);

    @Test
    void whepReportsItOnceWhenTheAnswerIsWritten() {
        SignalingReply first = post("v=0");
        assertThat(streamer.answersSent).isEmpty();
        first.written().run();
        assertThat(streamer.answersSent).containsExactly(0);

        post("v=0").written().run();
        assertThat(streamer.answersSent).containsExactly(0, 1);
    }

    @Test
    void aWebSocketReportsItOnceWhenTheAnswerIsWritten() {
        FakePeer peer = new FakePeer();
        WebSocketSession session = signaling.open(TestRequests.webSocket("/ws/live"), peer);
        peer.written.clear(); // of the ICE servers
        session.onText(FakePeer.offer("v=0"));
        assertThat(streamer.answersSent).isEmpty();
        peer.written.remove().run();
        assertThat(streamer.answersSent).containsExactly(0);
    }

    @Test
    void bothStaySilentWhenTheOfferIsRejected() {
        post("reject NO_VIDEO").written().run();
        FakePeer peer = new FakePeer();
        signaling.open(TestRequests.webSocket("/ws/live"), peer).onText(FakePeer.offer("reject NO_VIDEO"));
        peer.written.forEach(Runnable::run);
        assertThat(streamer.answersSent).isEmpty();
    }

    private SignalingReply post(String sdp) {
        return signaling.answer(TestRequests.post("/whep", sdp));
    }
}
