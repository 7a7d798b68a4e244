package io.github.natcast.streamer.internal.rate;

/**
 * How much may leave at once to a viewer that is paced: a bucket that fills with up to 2.5 times the estimate. Confined
 * to its {@link AdaptiveRate}.
 */
final class Allowance {
    private static final double BURST = 2.5;
    private static final long DEPTH_NANOS = 10_000_000;

    /** Two packets: the distance at which they arrive shows what the path carries. */
    private static final int LEAST_DEPTH = 2_500;

    /** Audio and what was sent unpaced may overdraw the bucket, but not for long. */
    private static final int MOST_DEBT = 10_000;

    private double bytes = LEAST_DEPTH;
    private long filled;
    private boolean any;

    void sent(int size) {
        bytes = Math.max(-MOST_DEBT, bytes - size);
    }

    int available(long estimate, boolean draining, long now) {
        fill(estimate, draining, now);
        return Math.max(0, (int) bytes);
    }

    /** When {@code needed} bytes will have come together. */
    long nextNanos(long estimate, boolean draining, int needed, long now) {
        fill(estimate, draining, now);
        double missing = Math.max(0, needed - bytes);
        return now + (long) (missing * 8e9 / rate(estimate, draining)) + 1;
    }

    private void fill(long estimate, boolean draining, long now) {
        if (!any) {
            any = true;
            filled = now;
        }
        double rate = rate(estimate, draining);
        double depth = Math.max(LEAST_DEPTH, rate * DEPTH_NANOS / 8e9);
        bytes = Math.min(depth, bytes + rate * Math.max(0, now - filled) / 8e9);
        filled = now;
    }

    /** While there is a queue on the path, it gets no more than it carries. */
    private static double rate(long estimate, boolean draining) {
        return draining ? estimate : BURST * estimate;
    }
}
