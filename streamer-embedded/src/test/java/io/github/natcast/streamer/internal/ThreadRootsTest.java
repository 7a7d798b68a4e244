package io.github.natcast.streamer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.connection.ControlThread;
import io.github.natcast.streamer.internal.media.switching.BackgroundTasks;
import io.github.natcast.streamer.internal.signaling.Workers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An {@link Error} at the root of a thread: somebody hears of it, and the thread goes on. */
@Timeout(60)
final class ThreadRootsTest {
    private final ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
    private final CountDownLatch wentOn = new CountDownLatch(1);

    private static void fail() {
        throw new StackOverflowError("a failure of this test");
    }

    private void assertWentOn(String thread) throws InterruptedException {
        assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(failures.reason().orElseThrow()).startsWith("the thread " + thread + " failed");
    }

    @Test
    void theControlThreadRunsTheNextTask() throws Exception {
        try (ControlThread control = new ControlThread("natcast-control", failures)) {
            control.execute(ThreadRootsTest::fail);
            control.schedule(Duration.ofMillis(1), wentOn::countDown);
            assertWentOn("natcast-control");
        }
    }

    @Test
    void theSourcesThreadRunsTheNextTask() throws Exception {
        try (BackgroundTasks tasks = BackgroundTasks.threads(failures)) {
            tasks.run(0, ThreadRootsTest::fail);
            awaitFailure();
            tasks.run(1, wentOn::countDown);
            assertWentOn("natcast-sources");
        }
    }

    @Test
    void theSignalingThreadsRunTheNextTask() throws Exception {
        try (Workers workers = new Workers(failures)) {
            workers.execute(ThreadRootsTest::fail);
            awaitFailure();
            workers.execute(wentOn::countDown);
            assertWentOn("natcast-signaling-1");
        }
    }

    private void awaitFailure() {
        while (failures.count() == 0) {
            Thread.onSpinWait();
        }
    }
}
