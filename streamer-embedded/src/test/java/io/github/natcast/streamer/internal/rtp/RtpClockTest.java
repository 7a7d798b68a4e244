package io.github.natcast.streamer.internal.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtpClockTest {
    @Test
    void advancesThreeThousandSixHundredTicksPerFrameAt25FramesPerSecond() {
        long start = TimeUnit.DAYS.toNanos(400);
        int first = RtpClock.timestamp(start, RtpClock.VIDEO_RATE);
        for (int frame = 1; frame <= 1000; frame++) {
            int ticks = RtpClock.timestamp(start + frame * 40_000_000L, RtpClock.VIDEO_RATE);
            assertThat(ticks - first).isEqualTo(frame * 3600);
        }
    }

    @Test
    void goesOnEvenlyAcrossTheWrapOf32Bits() {
        long wrap = Math.floorDiv((1L << 32) * 1_000_000_000L / 1000, 90);
        int before = RtpClock.timestamp(wrap - 20_000_000, RtpClock.VIDEO_RATE);
        int after = RtpClock.timestamp(wrap + 20_000_000, RtpClock.VIDEO_RATE);
        assertThat(before).isNegative();
        assertThat(after).isPositive();
        assertThat(after - before).isEqualTo(3600);
    }

    @Test
    void doesNotOverflowAtTheEndsOfTheNanosecondScale() {
        assertThat(RtpClock.timestamp(Long.MAX_VALUE, 48_000)
                        - RtpClock.timestamp(Long.MAX_VALUE - 1_000_000_000L, 48_000))
                .isEqualTo(48_000);
        assertThat(RtpClock.timestamp(Long.MIN_VALUE + 1_000_000_000L, 48_000)
                        - RtpClock.timestamp(Long.MIN_VALUE, 48_000))
                .isEqualTo(48_000);
        assertThat(RtpClock.timestamp(500_000_000L, 90_000) - RtpClock.timestamp(-500_000_000L, 90_000))
                .isEqualTo(90_000);
    }
}
