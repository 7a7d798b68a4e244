package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.connection.ControlLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EncoderFollowingTest {
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private long now;
    private boolean watched = true;
    private int looks;
    private final ControlLoop control = new ControlLoop() {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            assertThat(delay).isEqualTo(Duration.ofMillis(250));
            timers.add(task);
            return () -> {};
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };
    private final EncoderFollowing following = new EncoderFollowing(control, time -> {
        assertThat(time).isEqualTo(now);
        looks++;
        return watched;
    });

    @Test
    void looksAgainWhileSomebodyWatchesAndHasOneTimer() {
        following.start();
        following.start();
        for (int i = 1; i < 10; i++) {
            assertThat(timers).hasSize(1);
            assertThat(looks).isEqualTo(i - 1);
            now += 250_000_000;
            timers.remove().run();
        }
    }

    @Test
    void endsWithTheLastViewerAndBeginsWithTheNext() {
        following.start();
        watched = false;
        timers.remove().run();
        assertThat(timers).isEmpty();
        watched = true;
        following.start();
        assertThat(timers).hasSize(1);
    }
}
