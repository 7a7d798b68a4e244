package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.StreamerMetrics.Bucket;
import io.github.natcast.streamer.StreamerMetrics.Metric;
import io.github.natcast.streamer.StreamerMetrics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects metrics, one after the other, each with its samples. Confined to one thread. */
final class MetricsCollector {
    private final List<Metric> done = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private Metric open = new Metric("", StreamerMetrics.Type.GAUGE, "", List.of());

    void gauge(String name, String help, double value) {
        begin(name, StreamerMetrics.Type.GAUGE, help);
        sample(Map.of(), value);
    }

    void counter(String name, String help, long value) {
        begin(name, StreamerMetrics.Type.COUNTER, help);
        sample(Map.of(), value);
    }

    void histogram(String name, String help, Histogram histogram) {
        begin(name, StreamerMetrics.Type.HISTOGRAM, help);
        List<Bucket> buckets = new ArrayList<>();
        for (int bucket = 0; bucket < histogram.buckets(); bucket++) {
            buckets.add(new Bucket(histogram.bound(bucket), histogram.upTo(bucket)));
        }
        buckets.add(new Bucket(Double.POSITIVE_INFINITY, histogram.count()));
        samples.add(new Sample.Histogram(Map.of(), buckets, histogram.sum(), histogram.count()));
    }

    /** Begins a metric; the samples that follow are its own. */
    void begin(String name, StreamerMetrics.Type type, String help) {
        end();
        open = new Metric(name, type, help, List.of());
    }

    /** A sample of the metric that was begun last. */
    void sample(Map<String, String> labels, double value) {
        samples.add(new Sample.Value(labels, value));
    }

    /** The same for a count, which a double holds exactly up to 2^53. */
    void sample(Map<String, String> labels, long value) {
        sample(labels, (double) value);
    }

    private void end() {
        if (!open.name().isEmpty()) {
            done.add(new Metric(open.name(), open.type(), open.help(), samples));
        }
        samples.clear();
    }

    /** What was collected. */
    StreamerMetrics metrics() {
        end();
        open = new Metric("", StreamerMetrics.Type.GAUGE, "", List.of());
        return new StreamerMetrics(done);
    }
}
