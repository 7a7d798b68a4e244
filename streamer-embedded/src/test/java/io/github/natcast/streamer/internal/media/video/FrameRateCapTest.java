package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameRateCapTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 5 * SECOND;
    private static final long LATENCY = 20_000_000L;

    @ParameterizedTest
    @CsvSource({
        // source rate, cap, jitter in milliseconds, expected in 100 s
        "25, 25, 0, 2500",
        "25, 25, 8, 2500",
        "24, 25, 0, 2400",
        "10, 25, 5, 1000",
        "30, 25, 0, 2500",
        "50, 25, 0, 2500",
        "50, 25, 3, 2500",
        "60, 25, 2, 2500",
        "144, 60, 1, 6000",
    })
    void keepsTheRateAtOrBelowTheCap(int sourceRate, int cap, int jitterMillis, int expected) {
        FrameRateCap rateCap = new FrameRateCap(1_000_000_000L / cap);
        int accepted = 0;
        for (int i = 0; i < sourceRate * 100; i++) {
            long jitter = (i * 7919L % 13 - 6) * jitterMillis * 1_000_000L / 6;
            long captured = START + i * SECOND / sourceRate;
            if (rateCap.accept(captured + jitter, captured + LATENCY - jitter / 2)) {
                accepted++;
            }
        }
        assertThat(accepted).isBetween(expected - expected / 50 - 1, expected + expected / 100 + 1);
    }

    /** As {@code docs/frame-socket.md} promises: what cannot be a capture time is replaced by the time of arrival. */
    @ParameterizedTest
    @CsvSource({
        // what a program sends: the capture time in nanoseconds divided, and what is added to that
        "1000000, 1780000000000",
        "1000000, 0",
        "1000, 0",
        "1000, 1780000000000000",
        "9223372036854775807, 0",
        "9223372036854775807, 1",
        "9223372036854775807, 7000000000",
        "-1, 0",
        // From the right moment on, but in microseconds, or milliseconds.
        "1000, 5000000000",
        "1000000, 5000000000",
    })
    void aWrongClockHoldsNoPictureBackThatComesSlowlyEnough(long divisor, long offset) {
        assertThat(accepted(25, divisor, offset)).isBetween(2400, 2500);
        assertThat(accepted(50, divisor, offset)).isBetween(2400, 2525);
    }

    /** Of 100 seconds, at 25 a second at most. */
    private static int accepted(int sourceRate, long divisor, long offset) {
        FrameRateCap rateCap = new FrameRateCap(SECOND / 25);
        int accepted = 0;
        for (int i = 0; i < sourceRate * 100; i++) {
            long now = START + i * SECOND / sourceRate;
            if (rateCap.accept(now / divisor + offset, now)) {
                accepted++;
            }
        }
        return accepted;
    }
}
