package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueDelayTest {
    private static final int OFFSET = 1_234_567_890;

    private final QueueDelay queue = new QueueDelay();
    private int sent = Integer.MAX_VALUE - 1_000_000;
    private int passed;

    /** A packet each 10 ms. */
    private void run(int millis, IntUnaryOperator delayAt) {
        for (int i = 0; i < millis; i += 10) {
            sent += 10_000;
            passed += 10_000;
            queue.add(sent, sent + OFFSET + delayAt.applyAsInt(passed), 0);
        }
    }

    @Test
    void isNothingOnAnEmptyPathWhateverTheClocksSay() {
        run(5_000, at -> 20_000);

        assertThat(queue.standingRaw()).isLessThan(100);
    }

    /** A difference of two clocks may stand anywhere, also where it wraps. */
    @Test
    void aDelayThatWrapsIsNoStep() {
        int wrap = Integer.MAX_VALUE - OFFSET;
        run(2_000, at -> wrap + (at / 10_000 % 2) * 20_000);

        assertThat(queue.add(sent, sent + OFFSET + wrap - 5_000, 0)).isFalse();
        assertThat(queue.add(sent, sent + OFFSET + wrap + 25_000, 0)).isFalse();
        assertThat(queue.raw()).isBetween(29_000, 31_000);
    }

    @Test
    void isTheQueueThatStands() {
        run(2_000, at -> 20_000);
        run(200, at -> 120_000);

        assertThat(queue.standingRaw()).isBetween(99_000, 101_000);
    }

    @Test
    void doesNotSeeAPauseOfARadioLink() {
        run(2_000, at -> 20_000);
        run(40, at -> 60_000);

        assertThat(queue.raw()).isGreaterThan(39_000);
        assertThat(queue.standingRaw()).isLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-150, -50, 50, 150})
    void clocksThatDriftAreNoQueue(int partsPerMillion) {
        run(600_000, at -> 20_000 + (int) (at * (long) partsPerMillion / 1_000_000));

        assertThat(queue.standingRaw()).isLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60_000_000, -11_000_000, 11_000_000, 60_000_000})
    void aClockThatIsSetIsNoQueue(int step) {
        run(1_000, at -> 20_000);
        sent += 10_000;
        assertThat(queue.add(sent, sent + OFFSET + 20_000 + step, 0)).isTrue();
        run(1_000, at -> 20_000 + step);

        assertThat(queue.standingRaw()).isLessThan(1_000);
    }

    @Test
    void whatOurOwnBurstsExplainIsNoExcess() {
        run(1_000, at -> 20_000);
        for (int i = 0; i < 20; i++) {
            sent += 10_000;
            queue.add(sent, sent + OFFSET + 100_000, 75_000);
        }
        assertThat(queue.standingExcess()).isBetween(4_000, 6_000);
    }

    @Test
    void aLongerPathIsConstantAndAQueueIsNot() {
        run(3_000, at -> 20_000);
        SplittableRandom random = new SplittableRandom(1);
        run(4_000, at -> 120_000 + random.nextInt(5_000));
        assertThat(queue.isConstant()).isTrue();
        assertThat(queue.staysAbove(40_000)).isTrue();

        queue.takeForEmpty();
        run(500, at -> 120_000 + random.nextInt(5_000));
        assertThat(queue.standingRaw()).isLessThan(6_000);

        run(4_000, at -> 180_000 + Math.abs(at / 1000 % 1000 - 500) * 100);
        assertThat(queue.isConstant()).isFalse();
    }
}
