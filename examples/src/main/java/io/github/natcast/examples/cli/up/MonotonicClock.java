package io.github.natcast.examples.cli.up;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The host's time at the beginning, and as much later as has passed, whatever is done to the host's clock. */
final class MonotonicClock implements InstantSource {
    private final Instant start;
    private final LongSupplier nanos;
    private final long first;

    /** @param nanos such as {@code System::nanoTime} */
    MonotonicClock(Instant start, LongSupplier nanos) {
        this.start = start;
        this.nanos = nanos;
        first = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - first);
    }
}
