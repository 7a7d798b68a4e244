package io.github.natcast.streamer.internal.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Capture times on our scale, of a sender whose clocks are its own. */
final class CaptureTimesTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final long NTP = 3_900_000_000L;
    /** nanoTime wraps within the minute. */
    private static final long ORIGIN = Long.MAX_VALUE - 20 * SECOND;

    private static final int FRAMES = 30 * 60;

    /** Two ticks of the slower clock, and what 48 kHz of another quartz make of a second. */
    private static final long EXACT = 40_000;

    /** Sends 30 frames a second for a minute over a path of 15 ms and jitter. */
    private static final class Sender {
        final Random random = new Random(3);
        final CaptureClock clock = new CaptureClock();
        final StreamClock video = new StreamClock(clock, 90_000);
        final StreamClock audio = new StreamClock(clock, 48_000);
        final long wallOffset;
        final double drift;
        long worst;
        long worstApart;

        /** @param drift how much faster than ours its clock runs, 1 in a million */
        Sender(long wallOffset, int drift) {
            this.wallOffset = wallOffset;
            this.drift = drift / 1e6;
        }

        void run() {
            long before = ORIGIN - SECOND;
            for (int i = 0; i < FRAMES; i++) {
                long since = i * (33 * MILLI);
                long captured = ORIGIN + since;
                long its = (long) (since * (1 + drift));
                int videoTicks = (int) (0xFFFF_F000L + its * 9 / 100_000);
                int audioTicks = (int) (77 + its * 6 / 125_000);
                if (i % 30 == 0) {
                    video.onReport(videoTicks, ntp(its));
                    audio.onReport(audioTicks, ntp(its));
                }
                long arrived = captured + 15 * MILLI + (long) random.nextInt(10) * MILLI;
                long wall = NTP * SECOND + wallOffset + arrived - ORIGIN;
                video.arrived(videoTicks, arrived, wall);
                audio.arrived(audioTicks, arrived, wall);
                long seen = video.nanos(videoTicks, arrived);
                assertThat(seen - before).isPositive();
                before = seen;
                if (i > 300) { // ten seconds
                    worst = Math.max(worst, Math.abs(seen - captured));
                    worstApart = Math.max(worstApart, Math.abs(audio.nanos(audioTicks, arrived) - seen));
                }
            }
        }

        private static long ntp(long nanos) {
            long seconds = NTP + Math.floorDiv(nanos, SECOND);
            return seconds << 32 | (Math.floorMod(nanos, SECOND) << 32) / SECOND;
        }
    }

    @Test
    void whereWallClocksAgreeTheTimesAreTrue() {
        Sender sender = new Sender(0, 0);
        sender.run();
        assertThat(sender.worst).isLessThan(EXACT);
        assertThat(sender.worstApart).isLessThan(EXACT);
    }

    /** Clocks that are hours apart, or a little in the past, say nothing: a frame that came fastest took no time. */
    @ParameterizedTest
    @CsvSource({"7200000", "-7200000", "-40"})
    void whereTheyDoNotTheFastestWayCountsAsNone(long millis) {
        Sender sender = new Sender(millis * MILLI, 0);
        sender.run();
        assertThat(sender.worst).isLessThan(16 * MILLI);
        assertThat(sender.worstApart).isLessThan(EXACT);
    }

    /** 100 parts in a million are 6 ms a minute, which pile up to half a second in an hour and a half. */
    @ParameterizedTest
    @CsvSource({"100", "-100"})
    void aClockThatDriftsIsFollowed(int drift) {
        Sender sender = new Sender(0, drift);
        sender.run();
        assertThat(sender.worst).isLessThan(3 * MILLI);
        assertThat(sender.worstApart).isLessThan(EXACT);
    }

    @Test
    void withoutAnyReportAFrameWasCapturedWhenItCame() {
        StreamClock clock = new StreamClock(new CaptureClock(), 90_000);
        clock.arrived(1, 5 * SECOND, NTP * SECOND);
        assertThat(clock.nanos(1, 5 * SECOND)).isEqualTo(5 * SECOND);
    }

    @Test
    void aReportWithoutWallClockTiesNothing() {
        StreamClock clock = new StreamClock(new CaptureClock(), 90_000);
        clock.onReport(1, 0);
        clock.arrived(1, 5 * SECOND, NTP * SECOND);
        assertThat(clock.nanos(1, 5 * SECOND)).isEqualTo(5 * SECOND);
    }
}
