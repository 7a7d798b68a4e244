package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final long SECOND = 1_000_000_000;

    private final BackOff backOff = new BackOff(0);

    @Test
    void doublesTheWaitUpToFortySecondsWhileProbesFail() {
        long now = 0;
        for (int seconds : new int[] {10, 20, 40, 40, 40}) {
            backOff.probeFailed(now);
            assertThat(backOff.allows(now + seconds * SECOND - 1)).isFalse();
            now += seconds * SECOND;
            assertThat(backOff.allows(now)).isTrue();
        }
    }

    @Test
    void waitsFiveSecondsAfterAFirstStepDown() {
        assertThat(backOff.congested(0)).isTrue();
        assertThat(backOff.allows(5 * SECOND - 1)).isFalse();
        assertThat(backOff.allows(5 * SECOND)).isTrue();
    }

    @Test
    void aStepUpThatDidNotHoldWeighsAsMuchAsTwoFailures() {
        backOff.steppedUp(0);

        assertThat(backOff.congested(10 * SECOND)).isFalse();
        assertThat(backOff.allows(30 * SECOND - 1)).isFalse();
        assertThat(backOff.allows(30 * SECOND)).isTrue();
    }

    @Test
    void neverWaitsLongerThanHundredAndSixtySeconds() {
        long now = 0;
        for (int i = 0; i < 10; i++) {
            backOff.steppedUp(now);
            backOff.congested(now);
        }
        assertThat(backOff.allows(now + 160 * SECOND)).isTrue();
        assertThat(backOff.allows(now + 159 * SECOND)).isFalse();
    }

    @Test
    void forgetsFailuresOnceAStepUpHasHeld() {
        backOff.probeFailed(0);
        backOff.probeFailed(0);
        backOff.steppedUp(0);

        assertThat(backOff.allows(31 * SECOND)).isTrue();
        assertThat(backOff.congested(40 * SECOND)).isTrue();
        assertThat(backOff.allows(45 * SECOND)).isTrue();
    }
}
