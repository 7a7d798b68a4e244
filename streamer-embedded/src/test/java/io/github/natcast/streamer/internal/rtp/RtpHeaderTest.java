package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpHeaderTest {
    @Test
    void writesTheFixedHeader() {
        byte[] packet = new byte[13];
        RtpHeader.write(packet, 1, true, 96, 0xFFFE, 0x89ABCDEF, 0x11223344, false);
        assertThat(HexFormat.of().formatHex(packet)).isEqualTo("00" + "80e0fffe" + "89abcdef" + "11223344");
    }

    @Test
    void readsContributingSourcesExtensionAndPadding() {
        byte[] packet = HexFormat.of()
                .parseHex("b2600001" + "00000002" + "00000003" + "00000004" + "00000005" + "bede0001" + "10ff0000"
                        + "aabbcc" + "000003");
        RtpHeader header = RtpHeader.read(packet, 0, packet.length).orElseThrow();
        assertThat(header).isEqualTo(new RtpHeader(false, 96, 1, 2, 3, 0xBEDE, 24, 4, 28, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80600001",
                "40600001000000020000000300",
                "81600001000000020000000300",
                "90600001000000020000000300",
                "90600001000000020000000" + "3bede000100",
                "a0600001000000020000000300",
                "a06000010000000200000003" + "0004",
            })
    void refusesWhatIsNotWholeOrNotVersion2(String hex) {
        byte[] packet = HexFormat.of().parseHex(hex);
        assertThat(RtpHeader.read(packet, 0, packet.length)).isEmpty();
    }

    @Test
    void neverThrowsForAnyBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(64)];
            random.nextBytes(packet);
            RtpHeader.read(packet, 0, packet.length).ifPresent(header -> {
                assertThat(header.payloadLength()).isNotNegative();
                assertThat(header.payloadOffset() + header.payloadLength()).isLessThanOrEqualTo(packet.length);
            });
        }
    }
}
