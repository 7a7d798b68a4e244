package io.github.natcast.streamer.internal.rate;

/**
 * How long a packet would wait behind our own earlier ones if the path carried just what we believe. Confined to its
 * {@link TransportEstimator}.
 *
 * <p>A frame leaves at once, and a key frame is many times as large as the others: it makes a queue on every path,
 * which is gone soon. Only what waits longer than this model says tells that the path carries less than we believe.
 */
final class BurstModel {
    /** A queue that lasts longer is none of a burst. */
    private static final int LIMIT_MICROS = 250_000;

    private double bits;
    private int lastMicros;

    /** Returns how long the last bit of the packet waits, in microseconds. */
    int add(int bytes, long bitsPerSecond, int now) {
        int elapsed = Math.max(0, now - lastMicros);
        lastMicros = now;
        double limit = bitsPerSecond * (LIMIT_MICROS / 1e6);
        bits = Math.min(limit, Math.max(0, bits - bitsPerSecond * (elapsed / 1e6)) + bytes * 8.0);
        return (int) (bits * 1e6 / bitsPerSecond);
    }
}
