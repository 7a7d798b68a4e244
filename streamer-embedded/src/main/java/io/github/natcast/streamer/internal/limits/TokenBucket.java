package io.github.natcast.streamer.internal.limits;

import java.util.function.LongSupplier;

/**
 * So many a second, and some more at once: each takes a token, and tokens come back with time. Confined to one owner.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private long since;

    /**
     * @param burst the most at once; the bucket is full at first
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    public TokenBucket(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        tokens = burst;
        since = nanoTime.getAsLong();
    }

    /** Takes a token; false when there is none. */
    public boolean take() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - since) / NANOS_PER_SECOND * perSecond);
        since = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
