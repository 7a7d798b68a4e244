package io.github.natcast.streamer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a streamer measures and counts, at one moment: the same that {@code GET /metrics} writes in the Prometheus text
 * format. Immutable.
 *
 * <pre>{@code
 * double watching = streamer.metrics().value("natcast_viewers_connected").orElse(0.0);
 * }</pre>
 *
 * @param metrics in the order of the text; a name is there once
 */
public record StreamerMetrics(List<Metric> metrics) {
    public StreamerMetrics {
        metrics = List.copyOf(metrics);
    }

    /** The metric of this name, such as {@code natcast_viewers}. */
    public Optional<Metric> find(String name) {
        return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    /** The value of a metric that has one sample without labels; empty for any other. */
    public Optional<Double> value(String name) {
        return find(name)
                .filter(metric -> metric.samples().size() == 1)
                .map(metric -> metric.samples().get(0))
                .filter(sample -> sample.labels().isEmpty() && sample instanceof Sample.Value)
                .map(sample -> ((Sample.Value) sample).value());
    }

    /**
     * One metric. Immutable.
     *
     * @param name as Prometheus has it; that of a counter ends with {@code _total}
     * @param help what it is, a sentence
     * @param samples one for each set of labels; there may be none
     */
    public record Metric(String name, Type type, String help, List<Sample> samples) {
        public Metric {
            samples = List.copyOf(samples);
        }
    }

    /** What the values of a metric do. */
    public enum Type {
        /** They rise and fall. */
        GAUGE,
        /** They rise only, from 0 at the streamer's start. */
        COUNTER,
        /** Each sample is a {@link Sample.Histogram}, whose counts rise only. */
        HISTOGRAM
    }

    /** What was found for one set of labels. Immutable. */
    public sealed interface Sample {

        /**
         * The labels by name, in the order of the text, such as {@code codec}; those of other channels than
         * {@link Channel#DEFAULT_NAME} have a {@code channel}.
         */
        Map<String, String> labels();

        /** One number: a count, or in the unit that the metric's name says. */
        record Value(Map<String, String> labels, double value) implements Sample {
            public Value {
                labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            }
        }

        /**
         * How often values were of which size.
         *
         * @param buckets in the order of their bounds; the last one has no bound
         * @param sum of all values
         * @param count of all values
         */
        record Histogram(Map<String, String> labels, List<Bucket> buckets, double sum, long count) implements Sample {
            public Histogram {
                labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
                buckets = List.copyOf(buckets);
            }
        }
    }

    /**
     * A part of a histogram. Immutable.
     *
     * @param upTo the greatest value that counts; infinite in the last one
     * @param count of the values up to there, those of the smaller buckets included
     */
    public record Bucket(double upTo, long count) {}
}
