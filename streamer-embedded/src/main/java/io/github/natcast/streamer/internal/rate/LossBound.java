package io.github.natcast.streamer.internal.rate;

/**
 * What losses say where no queue shows: a policer, or a queue too short to see. Confined to its
 * {@link TransportEstimator}.
 *
 * <p>Up to a tenth is taken for a lossy path, on which sending less does not help (draft-ietf-rmcat-gcc-02 §6 names the
 * same bound). Nor does it above that when the loss stays as it was after less was sent: it is then remembered as the
 * path's own for a minute.
 */
final class LossBound {
    private static final double BEARABLE = 0.10;

    /**
     * What is lost above it is summed up, window by window, and what is lost below it taken off: bursts, which any
     * radio link has, cancel out, and steady losses soon add up to this.
     */
    private static final double HEAVY = 0.45;

    /** Only when this share of what had arrived arrives, a loss that stays is not of our making. */
    private static final double LESS = 0.9;

    private static final int WINDOW_MICROS = 500_000;
    private static final int LEAST_PACKETS = 50;
    private static final int FORGET_MICROS = 60_000_000;
    private static final int SETTLE_MICROS = 1_000_000;

    private boolean any;
    private int windowStart;
    private int packets;
    private int lost;
    private double fraction;
    private double recent;
    private double excess;
    private double own;
    private int ownSince;
    private boolean watching;
    private double before;
    private long arrivingBefore;
    private int steppedAt;

    void onArrived() {
        packets++;
    }

    void onLost(int count) {
        packets += count;
        lost += count;
    }

    /** A packet that had been reported lost arrived late. */
    void onFound() {
        lost = Math.max(0, lost - 1);
    }

    /**
     * Whether so much was lost that less must be sent.
     *
     * @param arriving in bits per second
     */
    boolean isHeavy(long arriving, int now) {
        if (!any) {
            any = true;
            windowStart = now;
        }
        if (now - windowStart < WINDOW_MICROS || packets < LEAST_PACKETS) {
            return false;
        }
        fraction = (double) lost / packets;
        recent += 0.5 * (fraction - recent);
        windowStart = now;
        packets = 0;
        lost = 0;
        if (own > 0 && now - ownSince > FORGET_MICROS) {
            own = 0;
        }
        if (watching && now - steppedAt > SETTLE_MICROS + WINDOW_MICROS) {
            watching = false;
            if (fraction > 0.6 * before && arriving < LESS * arrivingBefore) {
                own = Math.max(own, fraction);
                ownSince = now;
            }
        }
        excess = Math.max(0, excess + fraction - BEARABLE - own);
        return excess > HEAVY;
    }

    /** Less is sent from now on because of losses. */
    void onStep(long arriving, int now) {
        if (!watching) {
            watching = true;
            arrivingBefore = arriving;
            before = fraction;
            steppedAt = now;
        }
        excess = 0;
    }

    /** Smoothed over about a second, 0 to 1. */
    double recent() {
        return recent;
    }

    /** Of the last window. */
    double last() {
        return fraction;
    }
}
