package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class PulseTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Pulse pulse = new Pulse("a thread answers", tasks::add);

    @Test
    void aThreadThatDoesItsTasksComesFurtherWithEachLook() {
        for (long looks = 0; looks < 5; looks++) {
            assertThat(pulse.take()).isEqualTo(new Watchdog.Work("a thread answers", true, looks));
            tasks.remove().run();
        }
    }

    @Test
    void aThreadThatHangsIsAskedOnce() {
        for (int looks = 0; looks < 5; looks++) {
            assertThat(pulse.take().done()).isZero();
        }

        assertThat(tasks).hasSize(1);
    }

    @Test
    void aThreadThatHasEndedComesNoFurther() {
        Pulse ended = new Pulse("", task -> {
            throw new RejectedExecutionException();
        });

        assertThat(ended.take().done()).isEqualTo(ended.take().done());
    }
}
