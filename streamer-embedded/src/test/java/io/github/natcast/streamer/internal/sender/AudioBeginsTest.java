package io.github.natcast.streamer.internal.sender;

import static io.github.natcast.streamer.internal.sender.FanoutFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.opus.OpusPacketizer;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioBeginsTest {
    private final FanoutFixture fanout = new FanoutFixture();
    private final MediaPath path = path(10);
    private final Broadcast audio = new Broadcast(
            frame -> OpusPacketizer.packetize(frame.data(), frame.captureTimeNanos()),
            OpusPacketizer.CLOCK_RATE,
            () -> {},
            fanout.clock,
            List.of(fanout.loop));

    @Test
    void aViewersStreamBeginsWithTheFirstAudioAndGoesOnInSilence() {
        ViewerSender viewer = fanout.open();
        viewer.stream(audio, new StreamParameters(7, 111, "cname"), 0, 0);
        viewer.path(path);
        send(1, true);
        send(2, true);
        assertThat(fanout.egress.sent).as("silence, and reports on it").isEmpty();

        send(3, false);
        send(4, true);
        send(5, false);
        assertThat(fanout.received(path)).containsExactly(3, 4, 5);
        assertThat(fanout.egress.rtp(path))
                .extracting(sent -> sent.header().payloadType())
                .containsOnly(111);
        assertThat(fanout.egress.rtcp(path)).hasSize(1);
    }

    @Test
    void aMediaServersStreamBeginsInSilence() {
        ViewerSender server = server();
        send(1, true);
        send(2, true);
        send(3, false);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3);
        assertThat(server.stats().get(0).framesSkipped()).isZero();
        assertThat(fanout.viewersStarted).isOne();
    }

    @Test
    void withinAPauseAMediaServerGetsTheLastPacketAtOnceAndAViewerNothing() {
        send(1, false);
        send(2, true);
        fanout.advance(200);
        server();
        fanout.work();
        assertThat(fanout.received(path)).containsExactly(2);

        MediaPath viewers = path(11);
        ViewerSender viewer = fanout.open();
        viewer.stream(audio, new StreamParameters(7, 111, "cname"), 0, 0);
        viewer.path(viewers);
        fanout.work();
        assertThat(fanout.egress.rtp(viewers)).isEmpty();
    }

    @Test
    void afterAHoldUpInSilenceTheSilenceGoesOn() {
        server();
        send(1, true);
        audio.send(OpusPacketizer.packetize(new byte[] {2}, fanout.now, true));
        fanout.advance(fanout.settings.queueDelay().toMillis() + 1);
        fanout.work();
        send(3, true);
        assertThat(fanout.received(path)).containsExactly(1, 2, 3);
    }

    /** What a media server is sent, which waits for the audio. */
    private ViewerSender server() {
        ViewerSender server = fanout.open();
        server.path(path);
        server.streamFromSilence(audio, new StreamParameters(7, 111, "cname"));
        return server;
    }

    private void send(int value, boolean silent) {
        fanout.advance(20);
        audio.send(OpusPacketizer.packetize(new byte[] {(byte) value}, fanout.now, silent));
        fanout.work();
    }
}
