package io.github.natcast.streamer.internal.viewers;

import java.util.concurrent.atomic.AtomicLong;

/** Says when a second has passed. Thread-safe: of two threads at once, one gets it. */
final class OncePerSecond {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong last = new AtomicLong(NEVER);

    /** True the first time, and then when a second has passed since it was true. */
    boolean isDue(long now) {
        long before = last.get();
        return (before == NEVER || now - before >= SECOND_NANOS) && last.compareAndSet(before, now);
    }
}
