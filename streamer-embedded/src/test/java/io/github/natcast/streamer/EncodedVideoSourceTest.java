package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program may push that has encoded its media. */
class EncodedVideoSourceTest {
    private final EncodedVideoSource source = VideoSource.encoded("camera", VideoCodec.H264);

    /**
     * The first byte of a packet is its table of contents (RFC 6716 §3.1); code 3 has the number of frames behind it.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 10 ms of SILK, true",
        "24, 0, 60 ms of SILK, true",
        "128, 0, 2.5 ms of CELT, false",
        "152, 0, 20 ms of CELT, true",
        "155, 6, 120 ms of CELT, false",
        "155, 0, damaged, false"
    })
    void opusIsSentAsItIsOrRefused(int first, int second, String what, boolean accepted) {
        ByteBuffer packet = ByteBuffer.wrap(new byte[] {(byte) first, (byte) second, 1, 2});
        if (accepted) {
            assertThat(source.pushOpus(packet, 0)).as("nobody plays it").isFalse();
        } else {
            assertThatThrownBy(() -> source.pushOpus(packet, 0))
                    .as(what)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("source camera", "4 bytes", "10 to 60 ms");
        }
    }

    @Test
    void opusThatFitsIntoNoPacketIsRefused() {
        assertThatThrownBy(() -> source.pushOpus(ByteBuffer.allocate(1201), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("1201 bytes", "1200");
        assertThatThrownBy(() -> source.pushOpus(ByteBuffer.allocate(0), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
