package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.limits.TokenBucket;

/**
 * How many checks one viewer may have verified. A browser sends one each 48 ms at most while it connects (Chromium), or
 * one for each of its pairs at once (Firefox), and one in 2.5 s later. Checks from unknown addresses have a share of
 * their own: they may be of somebody who overheard the fragment. Confined to the receive thread.
 */
final class CheckShare {
    static final double PER_SECOND = 20;
    static final double BURST = 40;
    static final double UNKNOWN_PER_SECOND = 10;
    static final double UNKNOWN_BURST = 40;

    private final TokenBucket known;
    private final TokenBucket unknown;

    CheckShare(long nowNanos) {
        known = new TokenBucket(PER_SECOND, BURST, nowNanos);
        unknown = new TokenBucket(UNKNOWN_PER_SECOND, UNKNOWN_BURST, nowNanos);
    }

    /** @param fromKnown whether the check comes from an address that passed one before */
    boolean admits(boolean fromKnown, long nowNanos) {
        return (fromKnown ? known : unknown).take(nowNanos);
    }
}
