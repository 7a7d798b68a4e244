package io.github.natcast.streamer.internal.media.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrameRateCapTest {

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
            if (rateCap.accept(5_000_000_000L + i * 1_000_000_000L / sourceRate + jitter)) {
                accepted++;
            }
        }
        assertThat(accepted).isBetween(expected - expected / 50 - 1, expected + expected / 100 + 1);
    }
}
