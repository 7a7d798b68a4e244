package io.github.natcast.streamer.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ControlThreadTest {
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @Test
    void tasksRunInOrderOnOneThreadAlsoAfterOneFailed() throws Exception {
        try (ControlThread control = new ControlThread("the-control")) {
            control.execute(() -> ran.add(Thread.currentThread().getName()));
            control.execute(() -> {
                throw new IllegalStateException("one of the failures that this test makes");
            });
            control.schedule(Duration.ofMillis(1), () -> ran.add("timer"));

            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("the-control");
            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("timer");
        }
    }

    @Test
    void closeRunsWhatWasGivenDropsTimersAndTakesNoMore() {
        ControlThread control = new ControlThread("the-control");
        control.schedule(Duration.ofHours(1), () -> ran.add("timer"));
        control.execute(() -> ran.add("task"));

        control.close();
        control.execute(() -> ran.add("late"));
        control.schedule(Duration.ZERO, () -> ran.add("late timer")).cancel();

        assertThat(ran).containsExactly("task");
    }

    @Test
    void closeAlsoRunsWhatTheLastTasksGive() {
        ControlThread control = new ControlThread("the-control");
        for (int i = 0; i < 200; i++) {
            control.execute(() -> control.execute(() -> ran.add("given by a task")));
        }

        control.close();

        assertThat(ran).hasSize(200);
    }

    @Test
    void cancelledTimersDoNotRun() throws Exception {
        try (ControlThread control = new ControlThread("the-control")) {
            control.schedule(Duration.ofMillis(50), () -> ran.add("cancelled")).cancel();
            control.schedule(Duration.ofMillis(60), () -> ran.add("kept"));

            assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("kept");
        }
    }
}
