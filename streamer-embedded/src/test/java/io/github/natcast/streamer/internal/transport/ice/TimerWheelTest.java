package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerWheelTest {
    private static final long START = Long.MAX_VALUE - 1_000_000_000L; // overflows after a second, as nanoTime may

    private final Random random = new Random(1);
    private final TimerWheel wheel = new TimerWheel(START);
    private long now = START;

    /** Counts; sets itself anew as long as it is told to. */
    private final class Alarm extends TimerWheel.Timer {
        long dueNanos;
        int fired;
        boolean again;

        void set(Duration wait) {
            dueNanos = now + wait.toNanos();
            wheel.set(this, dueNanos);
        }

        @Override
        protected void fire(long nowNanos) {
            assertThat(nowNanos - dueNanos).isBetween(0L, TimerWheel.TICK_NANOS);
            fired++;
            if (again) {
                set(Duration.ofMillis(random.nextInt(20_000)));
            }
        }
    }

    private void elapse(Duration time) {
        long end = now + time.toNanos();
        while (end - now > 0) {
            now = wheel.nextNanos(end);
            wheel.advance(now);
        }
    }

    @Test
    void everybodyIsWokenInTimeAlsoAfterTurnsOfTheWheel() {
        List<Alarm> alarms = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            Alarm alarm = new Alarm();
            alarm.again = true;
            alarm.set(Duration.ofMillis(random.nextInt(30_000)));
            alarms.add(alarm);
        }

        elapse(Duration.ofMinutes(5));

        assertThat(alarms).allMatch(alarm -> alarm.fired > 10);
    }

    @Test
    void aTimeThatChangedOrWasCancelledCountsNoMore() {
        Alarm changed = new Alarm();
        Alarm cancelled = new Alarm();
        changed.set(Duration.ofSeconds(1));
        cancelled.set(Duration.ofSeconds(1));
        changed.set(Duration.ofSeconds(20));
        wheel.cancel(cancelled);
        elapse(Duration.ofSeconds(19));
        assertThat(changed.fired).isZero();

        elapse(Duration.ofSeconds(2));

        assertThat(changed.fired).isEqualTo(1);
        assertThat(cancelled.fired).isZero();
    }

    @Test
    void aTimeInThePastIsNow() {
        Alarm alarm = new Alarm();
        elapse(Duration.ofSeconds(3));
        alarm.dueNanos = now;
        wheel.set(alarm, now - 1_000_000_000);

        elapse(Duration.ofNanos(2 * TimerWheel.TICK_NANOS));

        assertThat(alarm.fired).isEqualTo(1);
    }
}
