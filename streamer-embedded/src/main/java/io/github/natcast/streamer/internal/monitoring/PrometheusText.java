package io.github.natcast.streamer.internal.monitoring;

import java.util.Map;

/** A writer of the Prometheus text format, version 0.0.4. Confined to one thread. */
final class PrometheusText {
    private final StringBuilder text = new StringBuilder(2048);

    /** Writes a metric without labels. */
    void metric(String name, String type, String help, long value) {
        header(name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    void header(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
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
