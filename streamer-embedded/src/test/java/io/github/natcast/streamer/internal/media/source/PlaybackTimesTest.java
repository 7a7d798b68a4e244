package io.github.natcast.streamer.internal.media.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlaybackTimesTest {
    private static final long MILLI = 1_000_000L;
    private static final long NOW = 1_000_000_000_000L;

    private final PlaybackTimes times = new PlaybackTimes(500 * MILLI, 10_000 * MILLI);

    @Test
    void eightHoursOfLoopsDoNotDrift() {
        // A clip of 100 pictures at 30000/1001, whose times are rounded as a 90 kHz clock rounds them.
        long due = 0;
        long loops = 8 * 3600 * 30_000L / 1001 / 100;
        for (long loop = 0; loop < loops; loop++) {
            for (int picture = 0; picture < 100; picture++) {
                long ticks = picture * 3003L;
                long now = due == 0 ? NOW : due;
                due = times.due(ticks * 100_000 / 9, 3003L * 100_000 / 9, now);
            }
            times.loop();
        }
        long expected = NOW + (loops * 100 - 1) * 3003L * 100_000 / 9;
        assertThat(due - expected).isBetween(-MILLI, MILLI);
    }

    @Test
    void aHoldUpMovesTheStartInsteadOfHurrying() {
        assertThat(times.due(0, 40 * MILLI, NOW)).isEqualTo(NOW);
        long late = NOW + 5_000 * MILLI;

        assertThat(times.due(40 * MILLI, 40 * MILLI, late)).isEqualTo(late);
        assertThat(times.due(80 * MILLI, 40 * MILLI, late)).isEqualTo(late + 40 * MILLI);
    }

    @Test
    void aSmallDelayIsCaughtUp() {
        times.due(0, 40 * MILLI, NOW);

        assertThat(times.due(40 * MILLI, 40 * MILLI, NOW + 140 * MILLI)).isEqualTo(NOW + 40 * MILLI);
    }

    @Test
    void aJumpInTheTimestampsStartsAnew() {
        times.due(0, 40 * MILLI, NOW);

        assertThat(times.due(95_443_717 * MILLI, 40 * MILLI, NOW + 40 * MILLI)).isEqualTo(NOW + 40 * MILLI);
        assertThat(times.due(95_443_757 * MILLI, 40 * MILLI, NOW + 50 * MILLI)).isEqualTo(NOW + 80 * MILLI);
    }

    @Test
    void whatIsTakenLiveIsNeverHeldBack() {
        times.arrived(0, 40 * MILLI, NOW);

        assertThat(times.arrived(40 * MILLI, 40 * MILLI, NOW + 10 * MILLI)).isEqualTo(NOW + 10 * MILLI);
        assertThat(times.arrived(80 * MILLI, 40 * MILLI, NOW + 55 * MILLI)).isEqualTo(NOW + 50 * MILLI);
    }
}
