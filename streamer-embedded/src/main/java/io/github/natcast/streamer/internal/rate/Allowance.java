package io.github.natcast.streamer.internal.rate;

/**
 * How much may leave at once to a viewer that is paced: a bucket that fills with up to 2.5 times the estimate. Confined
 * to its {@link AdaptiveRate}.
 *
 * <p>What leaves sooner than the path carries it only waits elsewhere, where nothing can be left out any more: the more
 * is known of the path, the less.
 */
final class Allowance {
    /** How the path stands. */
    enum Path {
        /** Never found congested, or long ago: the estimate may be far too low. */
        UNKNOWN(2.5),
        /** It was found congested lately: the estimate is a little under what it carries. */
        KNOWN(1.15),
        /** There is a queue on it. */
        QUEUED(1);

        final double factor;

        Path(double factor) {
            this.factor = factor;
        }
    }

    private static final long DEPTH_NANOS = 10_000_000;

    /** Two packets: the distance at which they arrive shows what the path carries. */
    private static final int LEAST_DEPTH = 2_500;

    /** Audio and what was sent unpaced may overdraw the bucket, but not for long. */
    private static final int MOST_DEBT = 1_500;

    private double bytes = LEAST_DEPTH;
    private long filled;
    private boolean any;

    void sent(int size) {
        bytes = Math.max(-MOST_DEBT, bytes - size);
    }

    int available(long estimate, Path path, long now) {
        fill(estimate, path, now);
        return Math.max(0, (int) bytes);
    }

    /** When {@code needed} bytes will have come together. */
    long nextNanos(long estimate, Path path, int needed, long now) {
        fill(estimate, path, now);
        double missing = Math.max(0, needed - bytes);
        return now + (long) (missing * 8e9 / rate(estimate, path)) + 1;
    }

    private void fill(long estimate, Path path, long now) {
        if (!any) {
            any = true;
            filled = now;
        }
        double rate = rate(estimate, path);
        double depth = Math.max(LEAST_DEPTH, rate * DEPTH_NANOS / 8e9);
        bytes = Math.min(depth, bytes + rate * Math.max(0, now - filled) / 8e9);
        filled = now;
    }

    private static double rate(long estimate, Path path) {
        return path.factor * estimate;
    }
}
