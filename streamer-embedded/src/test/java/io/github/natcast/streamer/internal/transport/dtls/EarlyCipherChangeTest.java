package io.github.natcast.streamer.internal.transport.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EarlyCipherChangeTest {
    private static final String CHANGE = "14feff0000000000000005000101";
    private static final String FINISHED = "16feff0001000000000000" + "0004" + "01020304";

    private final EarlyCipherChange early = new EarlyCipherChange();

    /** A record of epoch 0 with one fragment of a message of six bytes. */
    private static String message(int type, int fragmentOffset, int fragmentLength) {
        return String.format(
                "16feff0000000000000004%04x%02x0000060003%06x%06x%s",
                12 + fragmentLength, type, fragmentOffset, fragmentLength, "ab".repeat(fragmentLength));
    }

    private String filter(String packet) {
        byte[] bytes = HexFormat.of().parseHex("ffff" + packet);
        int length = early.filter(bytes, 2, bytes.length - 2);
        return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, 2, 2 + length));
    }

    @Test
    void aCipherChangeThatOvertookIsLeftOutUntilTheVerificationCame() {
        assertThat(filter(CHANGE + FINISHED)).isEqualTo(FINISHED);
        assertThat(filter(message(11, 0, 6))).isEqualTo(message(11, 0, 6));
        assertThat(filter(CHANGE)).isEmpty();

        assertThat(filter(message(15, 0, 6) + CHANGE + FINISHED)).isEqualTo(message(15, 0, 6) + CHANGE + FINISHED);
        assertThat(filter(CHANGE)).isEqualTo(CHANGE);
    }

    @Test
    void theLastFragmentCounts() {
        assertThat(filter(message(15, 0, 4) + CHANGE)).isEqualTo(message(15, 0, 4));
        assertThat(filter(message(15, 4, 2) + CHANGE)).isEqualTo(message(15, 4, 2) + CHANGE);
    }

    @Test
    void severalMessagesMayShareARecord() {
        String two = "16feff00000000000000040024" + message(11, 0, 6).substring(26)
                + message(15, 0, 6).substring(26);

        assertThat(filter(two + CHANGE)).isEqualTo(two + CHANGE);
    }

    @Test
    void whatIsNoDtlsStaysAsItIs() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(60)];
            random.nextBytes(packet);
            if (packet.length > 0) {
                packet[0] = (byte) (21 + random.nextInt(3));
            }
            byte[] copy = packet.clone();
            int length = new EarlyCipherChange().filter(copy, 0, copy.length);

            assertThat(length).isLessThanOrEqualTo(packet.length);
            assertThat(Arrays.copyOf(copy, Math.min(length, 13)))
                    .isEqualTo(Arrays.copyOf(packet, Math.min(length, 13)));
        }
    }
}
