package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AimdRateTest {
    private static final long SECOND = 1_000_000_000;

    private final AimdRate rate = new AimdRate(1_000_000, 0);

    private void grow(double seconds, long sent, long from) {
        for (int i = 1; i <= seconds * 10; i++) {
            rate.grow(sent, sent, 10_000_000, from + i * SECOND / 10);
        }
    }

    @Test
    void fallsToAShareOfWhatArrives() {
        assertThat(rate.congested(500_000, 0)).isTrue();
        assertThat(rate.bitsPerSecond()).isEqualTo(425_000);
    }

    @Test
    void neverRisesOnCongestion() {
        assertThat(rate.congested(5_000_000, 0)).isFalse();
        assertThat(rate.bitsPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void growsByAnEighthInAboutASecondAndAHalfWhileInUse() {
        grow(1, 900_000, 0);

        assertThat(rate.bitsPerSecond()).isCloseTo(1_083_000, within(5_000L));
    }

    @Test
    void doesNotGrowWhileMostOfItIsUnused() {
        grow(100, 600_000, 0);

        assertThat(rate.bitsPerSecond()).isEqualTo(1_000_000);
    }

    @Test
    void isBoundedByWhatArrivesForever() {
        grow(3_600, 900_000, 0);

        assertThat(rate.bitsPerSecond()).isBetween(1_300_000L, 1_400_000L);
    }

    @Test
    void growsSlowlyNearTheLastCongestion() {
        rate.congested(1_000_000, 0);
        rate.raise(900_000);
        grow(1, 900_000, 0);

        assertThat(rate.bitsPerSecond()).isCloseTo(918_000, within(3_000L));
    }

    @Test
    void keepsTheLeastThatIsAskedFor() {
        rate.least(110_000);

        rate.lower(10_000);
        assertThat(rate.bitsPerSecond()).isEqualTo(110_000);
        assertThat(rate.lower(5_000)).isFalse();
    }

    @Test
    void aLongSilenceIsNoReasonToGrow() {
        rate.grow(900_000, 900_000, 10_000_000, 100 * SECOND);

        assertThat(rate.bitsPerSecond()).isLessThan(1_050_000);
    }
}
