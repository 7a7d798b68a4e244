package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

/** A receiver's own estimate, made in the way browsers make theirs: 1.5 times what arrives, less when it queues. */
final class ReceiverEstimate {
    private static final long LONG = 60 * MILLI;

    private long least = Long.MAX_VALUE;
    private long leastLately = Long.MAX_VALUE;
    private long windowBytes;
    private long windowStart;
    private double arriving;
    private double estimate;

    void arrived(int bytes, long delay, long now) {
        if (windowStart == 0) {
            windowStart = now;
        }
        least = Math.min(least, delay);
        leastLately = Math.min(leastLately, delay);
        windowBytes += bytes;
    }

    /** 0 before there is one. */
    long bitsPerSecond(long now) {
        long elapsed = now - windowStart;
        if (windowStart == 0 || elapsed < 150 * MILLI || leastLately == Long.MAX_VALUE) {
            return 0;
        }
        double latest = windowBytes * 8.0 * SECOND / elapsed;
        arriving = arriving == 0 || leastLately - least > LONG ? latest : arriving + 0.2 * (latest - arriving);
        if (leastLately - least > LONG) {
            estimate = 0.85 * arriving;
        } else {
            double most = 1.5 * arriving + 10_000;
            estimate = Math.min(estimate == 0 ? most : estimate * 1.02, most);
            estimate = Math.max(estimate, arriving);
        }
        windowStart = now;
        windowBytes = 0;
        leastLately = Long.MAX_VALUE;
        return (long) estimate;
    }
}
