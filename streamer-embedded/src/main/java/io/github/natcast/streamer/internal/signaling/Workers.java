package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.ThreadFailures;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer offers: as many as processors, since answering computes; idle ones end. Thread-safe. Tasks
 * after {@link #close} are dropped.
 */
public final class Workers implements Executor, AutoCloseable {
    private final ThreadPoolExecutor threads;

    public Workers() {
        this(ThreadFailures.logged());
    }

    /** @param failures is told of tasks that fail */
    public Workers(ThreadFailures failures) {
        AtomicInteger number = new AtomicInteger();
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> failures.daemon("natcast-signaling-" + number.incrementAndGet(), task),
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                ThreadFailures.caught(e);
            }
        });
    }

    /** Lets what was given finish, for 2 seconds at most. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
