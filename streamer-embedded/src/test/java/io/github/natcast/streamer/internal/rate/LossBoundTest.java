package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossBoundTest {
    private static final int HALF_SECOND = 500_000;
    private static final int PACKETS = 80;

    private final LossBound bound = new LossBound();
    private int now;

    /** A viewer's first feedback, which begins the first window. */
    LossBoundTest() {
        bound.isHeavy(0, now);
    }

    private boolean window(int lost, long arriving) {
        for (int i = 0; i < PACKETS; i++) {
            if (i < lost) {
                bound.onLost(1);
            } else {
                bound.onArrived();
            }
        }
        now += HALF_SECOND;
        return bound.isHeavy(arriving, now);
    }

    /** Three hours: once in a while a quarter of two seconds is lost, which nobody can call a burst. */
    @Test
    void burstsOfAThreePercentPathAreHardlyEverHeavy() {
        int heavy = 0;
        for (long seed = 1; seed <= 20; seed++) {
            heavy += isEverHeavy(new SplittableRandom(seed)) ? 1 : 0;
        }
        assertThat(heavy).isLessThanOrEqualTo(1);
    }

    /** In ten minutes. */
    private static boolean isEverHeavy(SplittableRandom random) {
        LossBoundTest path = new LossBoundTest();
        boolean losing = false;
        for (int window = 0; window < 1_200; window++) {
            int lost = 0;
            for (int i = 0; i < PACKETS; i++) {
                losing = random.nextDouble() < (losing ? 0.75 : 0.03 * 0.25 / 0.97);
                lost += losing ? 1 : 0;
            }
            if (path.window(lost, 1_500_000)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60})
    void steadyLossAboveATenthIsHeavySoon(int percent) {
        int windows = 1;
        while (!window(PACKETS * percent / 100, 1_000_000)) {
            windows++;
        }
        assertThat(windows).isLessThanOrEqualTo(percent >= 40 ? 2 : 5);
    }

    @Test
    void aTenthIsBearable() {
        for (int i = 0; i < 200; i++) {
            assertThat(window(PACKETS / 10, 1_000_000)).isFalse();
        }
        assertThat(bound.recent()).isBetween(0.09, 0.11);
    }

    @Test
    void lossThatStaysAlthoughLessIsSentIsThePathsOwn() {
        while (!window(16, 1_000_000)) {}
        bound.onStep(1_000_000, now);
        for (int i = 0; i < 40; i++) {
            assertThat(window(16, 500_000)).as("window %d", i).isFalse();
        }
    }

    @Test
    void lossThatStaysWhileAsMuchIsSentIsNot() {
        while (!window(16, 1_000_000)) {}
        bound.onStep(1_000_000, now);
        boolean heavy = false;
        for (int i = 0; i < 10; i++) {
            heavy |= window(16, 1_000_000);
        }
        assertThat(heavy).isTrue();
    }

    @Test
    void aPacketThatWasOnlyLateIsNotLost() {
        for (int i = 0; i < PACKETS; i++) {
            bound.onLost(1);
        }
        for (int i = 0; i < PACKETS; i++) {
            bound.onFound();
        }
        assertThat(bound.isHeavy(1_000_000, HALF_SECOND)).isFalse();
        assertThat(bound.last()).isZero();
    }
}
