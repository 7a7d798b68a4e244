package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.StreamerMetrics.Bucket;
import io.github.natcast.streamer.StreamerMetrics.Metric;
import io.github.natcast.streamer.StreamerMetrics.Sample;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/** A writer of the Prometheus text format, version 0.0.4. Confined to one call. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(2048);

    private PrometheusText() {}

    static String of(StreamerMetrics metrics) {
        PrometheusText writer = new PrometheusText();
        metrics.metrics().forEach(writer::write);
        return writer.text.toString();
    }

    private void write(Metric metric) {
        String help = metric.help().replace("\\", "\\\\").replace("\n", "\\n");
        String type = metric.type().name().toLowerCase(Locale.ROOT);
        text.append("# HELP ").append(metric.name()).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(metric.name()).append(' ').append(type).append('\n');
        for (Sample sample : metric.samples()) {
            if (sample instanceof Sample.Histogram histogram) {
                write(metric.name(), histogram);
            } else if (sample instanceof Sample.Value value) {
                write(metric.name(), value.labels(), value.value());
            }
        }
    }

    /** What each bucket and all smaller ones hold, the sum and the count. */
    private void write(String name, Sample.Histogram histogram) {
        for (Bucket bucket : histogram.buckets()) {
            String bound = Double.isInfinite(bucket.upTo()) ? "+Inf" : number(bucket.upTo());
            write(name + "_bucket", Map.of("le", bound), (double) bucket.count());
        }
        write(name + "_sum", Map.of(), histogram.sum());
        write(name + "_count", Map.of(), (double) histogram.count());
    }

    private void write(String name, Map<String, String> labels, double value) {
        text.append(name);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(separator).append(label.getKey()).append("=\"");
            text.append(escaped(label.getValue())).append('"');
            separator = ',';
        }
        text.append(labels.isEmpty() ? " " : "} ").append(number(value)).append('\n');
    }

    /** Without an exponent, and whole numbers without a fraction, as people write them. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
