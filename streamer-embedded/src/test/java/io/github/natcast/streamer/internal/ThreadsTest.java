package io.github.natcast.streamer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ThreadsTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread = Threads.daemon("waits", this::awaitEnd);

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDaemonIsNamedAndNotStarted() {
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("waits");
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsSetAfterwards() {
        thread.start();
        Thread.currentThread().interrupt();
        assertThat(Threads.joinUninterruptibly(thread, Duration.ofMillis(1))).isFalse();
        end.countDown();
        Threads.joinUninterruptibly(thread);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void nobodyWaitsForTheirOwnThread() {
        assertThat(Threads.joinUninterruptibly(Thread.currentThread(), Duration.ofDays(1)))
                .isFalse();
    }
}
