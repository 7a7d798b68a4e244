package io.github.natcast.streamer.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How fast something grows: a straight line through its readings, by least squares. Confined to one thread. */
final class Slope {
    private static final double SECONDS_PER_HOUR = 3600;

    private final List<double[]> readings = new ArrayList<>();

    void add(double seconds, double value) {
        readings.add(new double[] {seconds / SECONDS_PER_HOUR, value});
    }

    int count() {
        return readings.size();
    }

    private double mean(int column) {
        return readings.stream()
                .mapToDouble(reading -> reading[column])
                .average()
                .orElse(0);
    }

    private double spread() {
        double mean = mean(0);
        return readings.stream()
                .mapToDouble(reading -> (reading[0] - mean) * (reading[0] - mean))
                .sum();
    }

    double perHour() {
        double hour = mean(0);
        double value = mean(1);
        double together = readings.stream()
                .mapToDouble(reading -> (reading[0] - hour) * (reading[1] - value))
                .sum();
        return together / spread();
    }

    /** The standard error of {@link #perHour()}, from the readings' distances to the line. */
    double error() {
        double hour = mean(0);
        double value = mean(1);
        double slope = perHour();
        double off = readings.stream()
                .mapToDouble(reading -> Math.pow(reading[1] - value - slope * (reading[0] - hour), 2))
                .sum();
        return Math.sqrt(off / (readings.size() - 2) / spread());
    }

    /**
     * A finding that holds unless the readings prove a faster change: twice the standard error is allowed.
     *
     * @param unit of the readings, such as "MB"
     * @param most the fastest change that is allowed, per hour
     * @param both whether a fall is bounded as well
     */
    Finding bounded(String what, String unit, double most, boolean both) {
        if (readings.size() < 3) {
            return Finding.reported(what, "too few readings for a slope: " + readings.size());
        }
        double slope = both ? Math.abs(perHour()) : perHour();
        return new Finding(
                what,
                String.format(
                        Locale.ROOT,
                        "%+.3f ± %.3f %s/h; first %.2f, last %.2f, mean %.2f, %d readings",
                        perHour(),
                        error(),
                        unit,
                        readings.get(0)[1],
                        readings.get(readings.size() - 1)[1],
                        mean(1),
                        readings.size()),
                String.format(Locale.ROOT, "%s %.1f %s/h", both ? "within" : "at most", most, unit),
                slope - 2 * error() <= most);
    }
}
