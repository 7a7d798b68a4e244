package io.github.natcast.streamer.internal.limits;

/**
 * A share of something: so many a second, and so many at once after a rest. Confined to its owner's thread; taking
 * neither locks nor allocates.
 */
public final class TokenBucket {
    private static final long SECOND = 1_000_000_000L;

    private final double perNano;
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
        this.perNano = perSecond / SECOND;
        this.burst = burst;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes so much if there is so much; nothing otherwise. */
    public boolean take(double wanted, long nowNanos) {
        tokens = Math.min(burst, tokens + Math.max(0, nowNanos - filledNanos) * perNano);
        filledNanos = nowNanos;
        if (tokens < wanted) {
            return false;
        }
        tokens -= wanted;
        return true;
    }

    public boolean take(long nowNanos) {
        return take(1, nowNanos);
    }
}
