package io.github.natcast.streamer.internal.rate.simulation;

import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.MILLI;
import static io.github.natcast.streamer.internal.rate.simulation.VirtualTime.SECOND;

import java.util.ArrayDeque;
import java.util.Deque;

/** A receiver's own estimate, made in the way browsers make theirs: 1.5 times what arrives, less when it queues. */
final class ReceiverEstimate {
    private static final long LONG = 60 * MILLI;

    /** About a second. */
    private static final int WINDOWS = 5;

    private long least = Long.MAX_VALUE;
    private long leastLately = Long.MAX_VALUE;
    private long windowBytes;
    private long windowStart;
    private final Deque<Double> windows = new ArrayDeque<>();
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
        windows.addLast(windowBytes * 8.0 * SECOND / elapsed);
        if (windows.size() > WINDOWS) {
            windows.removeFirst();
        }
        double arriving = leastLately - least > LONG
                ? windows.getLast()
                : windows.stream().mapToDouble(Double::doubleValue).average().orElse(0);
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
