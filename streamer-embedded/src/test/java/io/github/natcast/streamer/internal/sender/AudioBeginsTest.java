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

    private void send(int value, boolean silent) {
        fanout.advance(20);
        audio.send(OpusPacketizer.packetize(new byte[] {(byte) value}, fanout.now, silent));
        fanout.work();
    }
}
