package io.github.natcast.streamer.internal.monitoring;

import java.math.BigDecimal;
import java.util.Map;

/** A writer of the Prometheus text format, version 0.0.4. Confined to one thread. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(2048);

    /** Writes a metric without labels. */
    void metric(String name, String type, String help, long value) {
        header(name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    /** Writes a histogram: what each bucket and all smaller ones hold, the sum and the count. */
    void histogram(String name, String help, Histogram histogram) {
        header(name, "histogram", help);
        for (int bucket = 0; bucket < histogram.buckets(); bucket++) {
            sample(name + "_bucket", Map.of("le", number(histogram.bound(bucket))), histogram.upTo(bucket));
        }
        sample(name + "_bucket", Map.of("le", "+Inf"), histogram.count());
        text.append(name).append("_sum ").append(number(histogram.sum())).append('\n');
        text.append(name).append("_count ").append(histogram.count()).append('\n');
    }

    /** Without an exponent, and whole numbers without a fraction, as people write them. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** @param help one line or several */
    void header(String name, String type, String help) {
        String escaped = help.replace("\\", "\\\\").replace("\n", "\\n");
        text.append("# HELP ").append(name).append(' ').append(escaped).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    void sample(String name, Map<String, String> labels, long value) {
        text.append(name);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            text.append(separator).append(label.getKey()).append("=\"");
            text.append(escaped(label.getValue())).append('"');
            separator = ',';
        }
        text.append("} ").append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
