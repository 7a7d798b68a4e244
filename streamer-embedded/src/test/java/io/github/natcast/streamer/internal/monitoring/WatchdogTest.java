package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.monitoring.Watchdog.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
    private long now = Long.MAX_VALUE - 1_000_000_000; // which wraps soon
    private final Watchdog watchdog = new Watchdog(() -> now);

    private void after(long millis, Work... all) {
        now += Duration.ofMillis(millis).toNanos();
        watchdog.observe(List.of(all));
    }

    private void forSeconds(int seconds, Work... all) {
        for (int i = 0; i < 2 * seconds; i++) {
            after(500, all);
        }
    }

    @Test
    void workThatGoesOnIsWell() {
        for (int done = 0; done < 20; done++) {
            after(500, new Work("sound is encoded", true, done / 4));
        }
        assertThat(watchdog.reason()).isEmpty();
        assertThat(watchdog.unwell()).isZero();
    }

    @Test
    void workThatRestsForTwoSecondsIsNotUntilItGoesOn() {
        after(0, new Work("sound is encoded", true, 7));
        after(500, new Work("sound is encoded", true, 8));
        after(500, new Work("sound is encoded", true, 8));
        forSeconds(1, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isEmpty();
        forSeconds(1, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).contains("for 2 s it has not happened that sound is encoded");
        forSeconds(7, new Work("sound is encoded", true, 8));
        assertThat(watchdog.unwell()).hasSeconds(7);

        after(500, new Work("sound is encoded", true, 9));

        assertThat(watchdog.reason()).isEmpty();
    }

    @Test
    void workThatIsNotDueMayRestAndHasTwoSecondsWhenItIsDueAgain() {
        forSeconds(10, new Work("sound is encoded", false, 8));
        after(500, new Work("sound is encoded", true, 8));
        forSeconds(1, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isEmpty();
        forSeconds(1, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isPresent();
    }

    @Test
    void workThatIsNotThereAnyMoreIsForgotten() {
        forSeconds(5, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isPresent();
        forSeconds(1);
        assertThat(watchdog.reason()).isEmpty();
    }

    @Test
    void aProcessThatWasHeldUpIsNotBlamed() {
        forSeconds(1, new Work("sound is encoded", true, 8));
        after(60_000, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isEmpty();
        forSeconds(3, new Work("sound is encoded", true, 8));
        assertThat(watchdog.reason()).isPresent();
    }

    @Test
    void aWatchThatStopsIsNotWellUnlessItWasEnded() {
        assertThat(watchdog.reason()).isEmpty();
        after(0);
        now += Duration.ofSeconds(2).toNanos();
        assertThat(watchdog.reason()).contains("the watchdog's thread has not run for 2 s");
        watchdog.end();
        assertThat(watchdog.reason()).isEmpty();
    }
}
