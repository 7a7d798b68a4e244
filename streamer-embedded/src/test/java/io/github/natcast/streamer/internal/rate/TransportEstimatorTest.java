package io.github.natcast.streamer.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.natcast.streamer.internal.rtcp.TransportFeedback;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Packets of 1000 bytes, one each 8 ms (1 Mbit/s), reported ten at a time. */
class TransportEstimatorTest {
    private static final int SPACING = 8_000;
    private static final int OFFSET_TICKS = 4_000_000;

    private final TransportEstimator estimator = new TransportEstimator(512);
    private int now = 50_000_000;
    private int number = 65_400;

    /** @param delay of a packet in microseconds by its number from 0 on; -1 for lost */
    private TransportFeedback send(int count, IntUnaryOperator delay) {
        int base = number;
        int[] ticks = new int[count];
        for (int i = 0; i < count; i++) {
            estimator.onSent(number, 1_000, 2_000_000, now);
            int late = delay.applyAsInt(i);
            ticks[i] = late < 0 ? TransportFeedback.LOST : (now + late) / 250;
            number = (number + 1) & 0xffff;
            now += SPACING;
        }
        return new TransportFeedback(1, 2, 0, base, OFFSET_TICKS, ticks);
    }

    private void run(int rounds, IntUnaryOperator delay) {
        for (int round = 0; round < rounds; round++) {
            int first = round * 10;
            estimator.onFeedback(send(10, i -> delay.applyAsInt(first + i)), now);
        }
    }

    @Test
    void aSteadyPathIsNormalAndArrivesAsSent() {
        run(30, i -> 20_000);

        assertThat(estimator.isNormal()).isTrue();
        assertThat(estimator.standingDelay()).isLessThan(300);
        assertThat(estimator.arriving()).isCloseTo(1_000_000, within(60_000L));
        assertThat(estimator.losses().recent()).isZero();
    }

    @Test
    void tellsHowLongThePacketsThatFeedbackHasNotReachedAreUnderWay() {
        send(10, i -> 20_000);
        assertThat(estimator.unreportedMicros(now)).as("before any feedback").isZero();
        run(1, i -> 20_000);
        assertThat(estimator.unreportedMicros(now + 5_000_000)).isZero();

        TransportFeedback late = send(10, i -> 20_000);
        assertThat(estimator.unreportedMicros(now)).isBetween(80_000, 88_000);
        assertThat(estimator.unreportedMicros(now + 400_000)).isBetween(480_000, 488_000);
        estimator.onFeedback(
                new TransportFeedback(
                        1, 2, 0, late.baseSequenceNumber(), OFFSET_TICKS, Arrays.copyOf(late.arrivals(), 6)),
                now);
        assertThat(estimator.unreportedMicros(now)).isBetween(32_000, 40_000);
        estimator.onFeedback(late, now);
        assertThat(estimator.unreportedMicros(now)).isZero();
    }

    /** Over TCP nothing is lost: what was sent before and during the outage comes after it, all at once. */
    @Test
    void whatComesAfterAnOutageSaysNothingOfThePath() {
        run(30, i -> 20_000);
        TransportFeedback before = send(60, i -> 3_500_000 - i * SPACING);
        now += 3_000_000;
        int half = 30;
        estimator.onFeedback(part(before, 0, half), now);
        estimator.onFeedback(part(before, half, half), now + 4_000);
        assertThat(estimator.unreportedMicros(now)).isZero();
        run(30, i -> 20_000);

        assertThat(estimator.standingDelay()).isLessThan(1_000);
        assertThat(estimator.isNormal()).isTrue();
        assertThat(estimator.arriving()).isCloseTo(1_000_000, within(60_000L));
        assertThat(estimator.roundTripMicros()).isLessThan(100_000);
    }

    private static TransportFeedback part(TransportFeedback whole, int from, int count) {
        return new TransportFeedback(
                1,
                2,
                0,
                (whole.baseSequenceNumber() + from) & 0xffff,
                OFFSET_TICKS,
                Arrays.copyOfRange(whole.arrivals(), from, from + count));
    }

    @Test
    void aQueueThatGrowsIsOveruse() {
        run(20, i -> 20_000);
        run(6, i -> 20_000 + 2_000 * i);

        assertThat(estimator.isOverused()).isTrue();
        assertThat(estimator.standingDelay()).isGreaterThan(60_000);
        assertThat(estimator.bottleneck()).isCloseTo(800_000, within(20_000L));
    }

    @Test
    void jitterIsNoOveruse() {
        SplittableRandom random = new SplittableRandom(3);
        int over = 0;
        for (int i = 0; i < 200; i++) {
            run(1, packet -> 20_000 + random.nextInt(7_000));
            over += estimator.isOverused() && estimator.standingExcess() > 40_000 ? 1 : 0;
        }
        assertThat(over).isZero();
    }

    @Test
    void aPacketCountsOnceHoweverOftenItIsReported() {
        run(10, i -> 20_000);
        estimator.watch(now, 80_000);
        TransportFeedback feedback = send(10, i -> i == 3 ? -1 : 20_000);

        assertThat(estimator.onFeedback(feedback, now)).isTrue();
        assertThat(estimator.onFeedback(feedback, now)).isFalse();
        assertThat(estimator.onFeedback(feedback, now)).isFalse();
        assertThat(estimator.watchedArrived()).isEqualTo(9_000);
        assertThat(estimator.watchedLost()).isEqualTo(1_000);
    }

    @Test
    void aPacketReportedLostThatComesLateIsFound() {
        estimator.watch(now, 80_000);
        TransportFeedback lost = send(10, i -> i == 3 ? -1 : 20_000);
        int[] found = lost.arrivals().clone();
        found[3] = found[4];
        estimator.onFeedback(lost, now);
        estimator.onFeedback(new TransportFeedback(1, 2, 1, lost.baseSequenceNumber(), OFFSET_TICKS, found), now);

        assertThat(estimator.watchedArrived()).isEqualTo(10_000);
        assertThat(estimator.watchedLost()).isZero();
    }

    @Test
    void whatWasNeverSentTellsNothing() {
        run(30, i -> 20_000);
        long arriving = estimator.arriving();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1_000; i++) {
            int[] ticks = random.ints(20, -100_000, 100_000).toArray();
            int base = (number + 1 + random.nextInt(60_000)) & 0xffff;
            assertThat(estimator.onFeedback(new TransportFeedback(1, 2, 0, base, 0, ticks), now))
                    .isFalse();
        }
        assertThat(estimator.arriving()).isEqualTo(arriving);
        assertThat(estimator.isNormal()).isTrue();
    }

    @Test
    void aRoundTripIsFromSendingToFeedback() {
        run(10, i -> 20_000);

        assertThat(estimator.roundTripMicros()).isBetween(1_000, 60_000);
    }
}
