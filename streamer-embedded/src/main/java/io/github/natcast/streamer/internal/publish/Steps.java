package io.github.natcast.streamer.internal.publish;

import java.util.function.LongSupplier;

/** When the steps towards media were done, in milliseconds from the first one's begin. Belongs to the control loop. */
final class Steps {
    private final LongSupplier nanoTime;
    private final long begin;
    private final StringBuilder done = new StringBuilder();

    Steps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    void done(String step) {
        if (!done.isEmpty()) {
            done.append(", ");
        }
        done.append(step).append(' ').append((nanoTime.getAsLong() - begin) / 1_000_000);
    }

    /** Such as {@code servers 12, offer 20, answer 41, path 66, first packet 120}. */
    @Override
    public String toString() {
        return done.toString();
    }
}
