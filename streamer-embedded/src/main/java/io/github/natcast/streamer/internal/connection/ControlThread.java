package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that manages the connections of all viewers. Tasks given after {@link #close()} are dropped. */
public final class ControlThread implements ControlLoop, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ControlThread.class);
    private static final long CLOSE_SECONDS = 5;

    /** The end of a viewer takes two consecutive tasks; the rest is reserve. */
    private static final int CLOSE_DEPTH = 4;

    private final ScheduledThreadPoolExecutor executor;

    public ControlThread(String name) {
        this(name, ThreadFailures.logged());
    }

    /** @param failures is told of tasks that fail */
    public ControlThread(String name, ThreadFailures failures) {
        executor = new ScheduledThreadPoolExecutor(
                1, task -> failures.daemon(name, task), new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> future = executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    // A failed task of one viewer must stop neither that viewer's timers nor another viewer's tasks.
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                ThreadFailures.caught(e);
            }
        };
    }

    /**
     * Runs the tasks that were given before, and the tasks that they give in turn, but no timers; then ends the thread.
     * Blocks until then, at most 20 s.
     */
    @Override
    public void close() {
        for (int depth = 0; depth < CLOSE_DEPTH && !executor.isShutdown(); depth++) {
            awaitGiven();
        }
        executor.shutdownNow();
    }

    private void awaitGiven() {
        CountDownLatch done = new CountDownLatch(1);
        execute(done::countDown);
        try {
            if (!done.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warn("control tasks still run after {} s and are abandoned", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
