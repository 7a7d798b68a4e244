package io.github.natcast.streamer.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the roots of a streamer's threads caught. A root catches everything, gives it to {@link #caught} and goes on
 * with its next task or packet: nothing that fails takes a thread with it. Each thread's failures are logged and
 * announced once a minute. They make the service unhealthy for a minute when one is an {@link Error}, which the process
 * has rather than a viewer, or when there are many; for good when a thread ends of one. Thread-safe.
 */
public final class ThreadFailures implements Thread.UncaughtExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ThreadFailures.class);

    /** A bug that a viewer's packet can trigger shall not take the service out of a load balancer. */
    static final int TOLERATED_A_MINUTE = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    /** A thread without a streamer, such as a rehearsal's: logged alone. */
    private static final ThreadFailures OF_NOBODY = new ThreadFailures(System::nanoTime, sentence -> {});

    private final LongSupplier nanoTime;
    private final Consumer<String> events;
    private final Map<String, Long> announced = new HashMap<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private long count;
    private long redUntil;
    private @Nullable String red;
    private @Nullable String over;

    /**
     * @param nanoTime {@link System#nanoTime} except in tests
     * @param events is told a sentence for the operator, on the failing thread; must not block or throw
     */
    public ThreadFailures(LongSupplier nanoTime, Consumer<String> events) {
        this.nanoTime = nanoTime;
        this.events = events;
    }

    /** Those of threads that no streamer watches: they are logged. */
    public static ThreadFailures logged() {
        return OF_NOBODY;
    }

    /** As {@link Threads#daemon}, watched here. */
    public Thread daemon(String name, Runnable task) {
        Thread thread = Threads.daemon(name, task);
        thread.setUncaughtExceptionHandler(this);
        return thread;
    }

    /** What the root of the current thread caught, which goes on. Tells those who watch the thread; never throws. */
    public static void caught(Throwable failure) {
        Thread thread = Thread.currentThread();
        ThreadFailures watching =
                thread.getUncaughtExceptionHandler() instanceof ThreadFailures failures ? failures : OF_NOBODY;
        watching.failed(thread.getName(), failure);
    }

    /** What no root caught: the thread ends. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        synchronized (this) {
            over = "the thread " + thread.getName() + " ended: " + failure + "; start the program again";
        }
        failed(thread.getName(), failure);
    }

    private void failed(String thread, Throwable failure) {
        try {
            if (note(thread, failure)) {
                LOGGER.error("the thread {} failed", thread, failure);
                events.accept("the thread " + thread + " failed: " + failure);
            }
        } catch (Throwable noMemoryToSaySo) { // the health has it
            // Nothing that can be done here is safer than to go on.
        }
    }

    /** Whether to announce it. */
    private synchronized boolean note(String thread, Throwable failure) {
        long now = nanoTime.getAsLong();
        count++;
        recent.addLast(now);
        while (now - recent.getFirst() > MINUTE || recent.size() > TOLERATED_A_MINUTE + 1) {
            recent.removeFirst();
        }
        if (failure instanceof Error || recent.size() > TOLERATED_A_MINUTE) {
            redUntil = now + MINUTE;
            red = "the thread " + thread + " failed: " + failure;
        }
        Long before = announced.get(thread);
        if (before != null && now - before < MINUTE) {
            return false;
        }
        // Names of pooled threads are numbered.
        announced.values().removeIf(time -> now - time >= MINUTE);
        announced.put(thread, now);
        return true;
    }

    /** Why the service is unhealthy; empty while it is not. */
    public synchronized Optional<String> reason() {
        if (over != null) {
            return Optional.of(over);
        }
        return red != null && nanoTime.getAsLong() - redUntil < 0 ? Optional.of(red) : Optional.empty();
    }

    /** Whether a thread ended for good. */
    public synchronized boolean isOver() {
        return over != null;
    }

    /** How many there were. */
    public synchronized long count() {
        return count;
    }
}
