package io.github.natcast.streamer.internal.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.rtp.RtpHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A packet can be protected again, long after others, to the same bytes; by mistake, none can. */
class SameBytesAgainTest {
    private static final int PAYLOAD = 50;
    private static final int SSRC = 0xCAFE0001;

    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource
    void theSameBytesComeOutAcrossTwoWrapsOfTheSequenceNumber(SrtpProfile profile) {
        SrtpSender sender = sender(profile);
        Map<Integer, byte[]> firsts = new HashMap<>();
        for (int index = 32_000; index < 150_000; index++) {
            firsts.put(index, protect(sender, index, false));
            for (int again = random.nextInt(20) - 17; again > 0; again--) {
                int earlier = Math.max(32_000, index - random.nextInt(3_000));
                assertThat(protect(sender, earlier, true)).isEqualTo(firsts.get(earlier));
            }
            firsts.remove(index - 3_001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesASecondUseOfAnIndexThatIsNotMeant(SrtpProfile profile) {
        SrtpSender sender = sender(profile);
        protect(sender, 7, false);
        protect(sender, 7, true);
        assertThatThrownBy(() -> protect(sender, 7, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not protected");
        protect(sender, 8, false);
    }

    private SrtpSender sender(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpSender(profile, key, salt);
    }

    private static byte[] protect(SrtpSender sender, int index, boolean again) {
        byte[] buffer = new byte[12 + PAYLOAD + PacketProtector.MAXIMUM_OVERHEAD];
        RtpHeader.write(buffer, 0, false, 96, index & 0xFFFF, index, SSRC, false);
        Arrays.fill(buffer, 12, 12 + PAYLOAD, (byte) index);
        int length =
                again ? sender.protectRtpAgain(buffer, 0, 12 + PAYLOAD) : sender.protectRtp(buffer, 0, 12 + PAYLOAD);
        return Arrays.copyOf(buffer, length);
    }
}
