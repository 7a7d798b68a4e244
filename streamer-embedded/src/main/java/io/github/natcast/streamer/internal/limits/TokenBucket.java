package io.github.natcast.streamer.internal.limits;

/**
 * A share of something: so many a second, and so many at once after a rest. Confined to its owner's thread or lock;
 * taking neither locks nor allocates.
 */
public final class TokenBucket {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledNanos;

    /**
     * A full bucket.
     *
     * @param perSecond above 0
     * @param burst 1 or more
     */
    public TokenBucket(double perSecond, double burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes so much if there is so much; nothing otherwise. */
    public boolean take(double wanted, long nowNanos) {
        fill(nowNanos);
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }

    public boolean take(long nowNanos) {
        return take(1, nowNanos);
    }

    /** Takes one even if there is none, until so many are owed. */
    void owe(double most, long nowNanos) {
        fill(nowNanos);
        tokens = Math.max(-most, tokens - 1);
    }

    /** Adds what has come since. */
    void fill(long nowNanos) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - filledNanos) / SECOND * perSecond);
        filledNanos = nowNanos;
    }

    /** Whether nothing has been taken for long. */
    public boolean isFull(long nowNanos) {
        fill(nowNanos);
        return tokens >= burst;
    }

    /** In how many seconds from when it was last used so much is in it, if nothing is taken; 0 when it is. */
    int secondsUntil(double wanted) {
        return (int) Math.ceil(Math.max(0, wanted - tokens) / perSecond);
    }
}
