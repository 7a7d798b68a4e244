package io.github.natcast.streamer.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers in ascending order; never empty. Immutable. */
final class Samples {
    private final double[] sorted;

    Samples(Collection<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The smallest value that {@code share} of all values do not exceed. */
    double quantile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    double median() {
        return quantile(0.5);
    }

    double maximum() {
        return sorted[sorted.length - 1];
    }

    int count() {
        return sorted.length;
    }

    String all() {
        return Arrays.stream(sorted).mapToObj(Samples::millis).collect(Collectors.joining(", "));
    }

    static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }
}
