package io.github.natcast.streamer.internal.monitoring;

/** Counts values by size, as a histogram of Prometheus does. Confined to its owner's lock or thread. */
final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private double sum;

    /** @param bounds the greatest value of each bucket, ascending; one more takes what is greater than all */
    Histogram(double... bounds) {
        for (int i = 0; i < bounds.length; i++) {
            if (!Double.isFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
                throw new IllegalArgumentException(
                        "bound " + bounds[i] + " of a histogram is not finite and ascending");
            }
        }
        this.bounds = bounds.clone();
        this.counts = new long[bounds.length + 1];
    }

    /** Counts a value; what is no number, or infinite, or negative is none that could be measured and is left out. */
    void observe(double value) {
        if (!Double.isFinite(value) || value < 0) {
            return;
        }
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        sum = Math.min(sum + value, Double.MAX_VALUE);
    }

    int buckets() {
        return bounds.length;
    }

    double bound(int bucket) {
        return bounds[bucket];
    }

    /** Values up to the bound of this bucket, those of the smaller buckets included. */
    long upTo(int bucket) {
        long total = 0;
        for (int i = 0; i <= bucket; i++) {
            total += counts[i];
        }
        return total;
    }

    long count() {
        return upTo(bounds.length);
    }

    double sum() {
        return sum;
    }
}
