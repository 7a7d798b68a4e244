package io.github.natcast.streamer.internal.rtp.opus;

import static io.github.natcast.streamer.internal.rtp.Payloads.bytes;
import static io.github.natcast.streamer.internal.rtp.Payloads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.rtp.PacketizedFrame;
import io.github.natcast.streamer.internal.rtp.Payloads;
import org.junit.jupiter.api.Test;

class OpusPacketizerTest {
    @Test
    void sendsAPacketAsItIsWithoutMarker() {
        PacketizedFrame frame = OpusPacketizer.packetize(bytes("fc aa*200"), 5);
        assertThat(hex(Payloads.list(frame))).containsExactly("fc" + "aa".repeat(200));
        assertThat(frame.marked()).isFalse();
        assertThat(frame.keyFrame()).isTrue();
        assertThat(frame.captureTimeNanos()).isEqualTo(5);
    }

    @Test
    void decodingCanBeginInSilenceToo() {
        PacketizedFrame silence = OpusPacketizer.packetize(bytes("fc"), 5, true);
        assertThat(silence.keyFrame()).isTrue();
        assertThat(silence.silent()).isTrue();
        assertThat(OpusPacketizer.packetize(bytes("fc ff"), 5).silent()).isFalse();
    }

    @Test
    void sendsNothingInAPause() {
        assertThat(OpusPacketizer.packetize(new byte[0], 5).packetCount()).isZero();
    }
}
