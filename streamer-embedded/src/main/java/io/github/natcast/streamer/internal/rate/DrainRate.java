package io.github.natcast.streamer.internal.rate;

/**
 * What arrived while a queue stood, on average: the path carries that much, whatever was concluded at its beginning.
 * Without it, an estimate that a stalled tunnel has pushed to the floor would climb for half a minute. Confined to its
 * {@link AdaptiveRate}. Microseconds that wrap.
 */
final class DrainRate {
    /** A shorter queue tells more of jitter than of the path. */
    private static final int LEAST_MICROS = 600_000;

    private static final double SHARE = 0.85;

    private boolean queued;
    private int since;
    private long bytesBefore;

    /**
     * Takes the facts of one feedback; returns what may be sent from now on when a queue has just ended, else 0.
     *
     * @param standing whether packets wait for longer than our own bursts explain
     * @param arrivedBytes since the start
     * @param arrival of the newest packet
     */
    long bitsPerSecond(boolean standing, long arrivedBytes, int arrival) {
        if (standing == queued) {
            return 0;
        }
        queued = standing;
        if (standing) {
            since = arrival;
            bytesBefore = arrivedBytes;
            return 0;
        }
        int lasted = arrival - since;
        return lasted < LEAST_MICROS ? 0 : (long) (SHARE * 8e6 * (arrivedBytes - bytesBefore) / lasted);
    }
}
