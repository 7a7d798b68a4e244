package io.github.natcast.streamer.internal.access;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps a server that does not answer from holding the threads that ask it: one at a time tries again, a second after
 * the last. Thread-safe.
 */
final class Outage {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private boolean failing;
    private boolean trying;
    private long failedAt;

    Outage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether to ask now. A caller that gets true must call {@link #tried} once. */
    synchronized boolean mayTry() {
        if (!failing) {
            return true;
        }
        if (trying || nanoTime.getAsLong() - failedAt < PAUSE_NANOS) {
            return false;
        }
        trying = true;
        return true;
    }

    synchronized void tried(boolean answered) {
        trying = false;
        failing = !answered;
        failedAt = nanoTime.getAsLong();
    }
}
