package io.github.natcast.streamer.internal.transport.stun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ChannelDataTest {
    private static final byte[] MESSAGE = {0x4F, (byte) 0xFE, 0, 3, 22, 33, 44};

    @Test
    void isWrittenAsChannelNumberLengthAndData() {
        byte[] message = new byte[7];

        assertThat(ChannelData.write(0x4FFE, new byte[] {9, 22, 33, 44, 9}, 1, 3, message))
                .isEqualTo(7);
        assertThat(message).isEqualTo(MESSAGE);
    }

    @Test
    void isReadAsItIsWrittenAndMayHavePadding() {
        assertThat(ChannelData.isChannelData(MESSAGE[0])).isTrue();
        assertThat(ChannelData.channel(MESSAGE)).isEqualTo(0x4FFE);
        assertThat(ChannelData.dataLength(MESSAGE, 7)).isEqualTo(3);
        assertThat(ChannelData.dataLength(new byte[] {0x40, 0, 0, 1, 5, 0, 0, 0}, 8))
                .isEqualTo(1);
    }

    @Test
    void aMessageThatIsCutShortIsMalformed() {
        assertThat(ChannelData.dataLength(MESSAGE, 6)).isEqualTo(ChannelData.MALFORMED);
        assertThat(ChannelData.dataLength(MESSAGE, 3)).isEqualTo(ChannelData.MALFORMED);
    }
}
