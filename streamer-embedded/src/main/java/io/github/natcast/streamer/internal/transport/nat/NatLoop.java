package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The nat thread: does the work that is due, and in between the tasks that it is given. Thread-safe. */
final class NatLoop implements Executor, AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Does what is due; returns when the next is due, or {@code latestNanos} if that is sooner. On the nat thread. */
    interface Work {
        long poll(long nowNanos, long latestNanos);
    }

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final LongSupplier nanoTime;
    private final ThreadFailures failures;
    private @Nullable Thread thread;

    NatLoop(LongSupplier nanoTime, ThreadFailures failures) {
        this.nanoTime = nanoTime;
        this.failures = failures;
    }

    /** Starts the thread. Called once. */
    synchronized void start(Work work) {
        Thread started = failures.daemon("natcast-nat", () -> run(work));
        started.start();
        thread = started;
    }

    private void run(Work work) {
        try {
            while (!Thread.interrupted()) {
                long now = nanoTime.getAsLong();
                long due = poll(work, now);
                @Nullable Runnable task = tasks.poll(Math.max(0, due - now), TimeUnit.NANOSECONDS);
                if (task != null) {
                    guarded(task);
                }
            }
        } catch (InterruptedException e) {
            // close() was called.
        }
    }

    private static long poll(Work work, long now) {
        try {
            return work.poll(now, now + LONGEST_WAIT.toNanos());
        } catch (Throwable e) { // tried again in a second
            ThreadFailures.caught(e);
            return now + Duration.ofSeconds(1).toNanos();
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            ThreadFailures.caught(e);
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public synchronized void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        Threads.joinUninterruptibly(thread);
    }
}
