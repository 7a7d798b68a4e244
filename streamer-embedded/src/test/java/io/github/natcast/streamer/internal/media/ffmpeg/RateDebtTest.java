package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateDebtTest {
    private static final long FRAME_NANOS = 40_000_000;
    private static final int BITRATE = 1_000_000;

    private final RateDebt debt = new RateDebt(BITRATE);

    @Test
    void aKeyFrameOfLessThanASecondCostsNoPicture() {
        assertThat(debt.isTooLarge(0)).isFalse();
        debt.encoded(BITRATE / 8 - 1_000);

        assertThat(debt.isTooLarge(FRAME_NANOS)).isFalse();
    }

    @Test
    void aLongerOneCostsPicturesUntilItIsPaidBackToASecond() {
        debt.isTooLarge(0);
        debt.encoded(2 * BITRATE / 8);

        assertThat(debt.isTooLarge(900_000_000)).isTrue();
        assertThat(debt.isTooLarge(1_000_000_000)).isFalse();
    }

    @Test
    void aNewTargetCountsFromThenOn() {
        debt.isTooLarge(0);
        debt.encoded(BITRATE / 8);
        assertThat(debt.isTooLarge(0)).isFalse();

        debt.bitrate(BITRATE / 2);

        assertThat(debt.isTooLarge(0)).isTrue();
    }

    /** Whatever comes out of the encoder, the rate over a minute is at most a second and a frame above the target. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theTargetHoldsOverTime(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(60_000);
        long bits = 0;
        for (int i = 0; i < 1_500; i++) {
            if (!debt.isTooLarge(i * FRAME_NANOS)) {
                int bytes = random.nextInt(most);
                debt.encoded(bytes);
                bits += 8L * bytes;
            }
        }

        assertThat(bits).isLessThanOrEqualTo(61L * BITRATE + 8L * most);
    }
}
