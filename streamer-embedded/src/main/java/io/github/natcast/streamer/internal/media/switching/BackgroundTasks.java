package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Runs what may block, such as opening a source, and what is due later. Thread-safe. */
public interface BackgroundTasks extends AutoCloseable {

    /** Does nothing once closed. */
    void run(long delayNanos, Runnable task);

    @Override
    void close();

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                ThreadFailures.caught(e);
            }
        };
    }

    /** Daemon threads that end when idle, and one more that keeps time. */
    static BackgroundTasks threads() {
        return threads(ThreadFailures.logged());
    }

    /**
     * As {@link #threads()}.
     *
     * @param failures is told of tasks that fail
     */
    static BackgroundTasks threads(ThreadFailures failures) {
        ThreadFactory factory = task -> failures.daemon("natcast-sources", task);
        ScheduledThreadPoolExecutor time = new ScheduledThreadPoolExecutor(1, factory);
        ExecutorService workers = Executors.newCachedThreadPool(factory);
        return new BackgroundTasks() {
            @Override
            public void run(long delayNanos, Runnable task) {
                try {
                    if (delayNanos <= 0) {
                        workers.execute(guarded(task));
                    } else {
                        ScheduledFuture<?> ignored =
                                time.schedule(() -> run(0, task), delayNanos, TimeUnit.NANOSECONDS);
                    }
                } catch (RejectedExecutionException closed) {
                    // Nobody is left to do it for.
                }
            }

            @Override
            public void close() {
                time.shutdownNow();
                workers.shutdown();
            }
        };
    }
}
