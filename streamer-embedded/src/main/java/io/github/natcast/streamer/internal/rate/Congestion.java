package io.github.natcast.streamer.internal.rate;

/** When a path is congested, and when it was. Confined to its {@link AdaptiveRate}. Nanoseconds, but for queues. */
final class Congestion {
    /** A shorter queue is gone before anything could be done. */
    static final int STANDING_MICROS = 40_000;

    /** A queue that none of our bursts explains, whatever the trend. */
    private static final int QUEUED_MICROS = 70_000;

    /** What was done shows only after a round trip and the next feedback. */
    private static final long AGAIN_NANOS = 250_000_000;

    private static final long STANDS_STILL_NANOS = 4_500_000_000L;
    private static final int GROWN_MICROS = 15_000;

    private long lastCongested = Long.MIN_VALUE;
    private long lastLowered = Long.MIN_VALUE;
    private int standingAtLowered;

    /**
     * A trend alone is not enough: with a rate that others set, a false alarm would cost the viewer its rendition. A
     * queue that stays as it is although less is sent than before is not ours: it is given time to be known for that.
     *
     * @param standing what our own bursts do not explain of the delay, in microseconds
     * @param growing whether the trend says so
     */
    boolean isOverused(int standing, boolean growing, long now) {
        if (standing < standingAtLowered + GROWN_MICROS && sinceLowered(now) < STANDS_STILL_NANOS) {
            return false;
        }
        boolean over = standing > QUEUED_MICROS || (standing > STANDING_MICROS && growing);
        return over && sinceLowered(now) > AGAIN_NANOS;
    }

    /** The path is congested; perhaps less is sent from now on. */
    void happened(boolean lowered, int standing, long now) {
        lastCongested = now;
        if (lowered) {
            lastLowered = now;
            standingAtLowered = standing;
        }
    }

    boolean isWithin(long nanos, long now) {
        return lastCongested != Long.MIN_VALUE && now - lastCongested < nanos;
    }

    private long sinceLowered(long now) {
        return lastLowered == Long.MIN_VALUE ? Long.MAX_VALUE : now - lastLowered;
    }
}
