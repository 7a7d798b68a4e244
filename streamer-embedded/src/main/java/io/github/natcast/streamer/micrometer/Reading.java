package io.github.natcast.streamer.micrometer;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.StreamerMetrics.Metric;
import io.github.natcast.streamer.StreamerMetrics.Sample;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One meter's value. Immutable.
 *
 * @param value the number, or the total of a timer in seconds
 * @param count of a timer
 */
record Reading(Kind kind, String help, double value, long count) {
    private static final String TOTAL = "_total";
    private static final String SECONDS = "_seconds";
    private static final String NONE = "none";

    /** What Micrometer has for it. */
    enum Kind {
        GAUGE,
        COUNTER,
        TIMER
    }

    /** A meter's name and tags. */
    record Key(String name, Tags tags) {}

    /** Whether what only grows is less than it was. */
    boolean hasFallenSince(Reading before) {
        return kind != Kind.GAUGE && (value < before.value || count < before.count);
    }

    static void addAll(StreamerMetrics metrics, Map<Key, Reading> readings) {
        for (Metric metric : metrics.metrics()) {
            for (Sample sample : metric.samples()) {
                add(metric, sample, readings);
            }
        }
    }

    private static void add(Metric metric, Sample sample, Map<Key, Reading> readings) {
        Tags tags = tags(metric.name(), sample.labels());
        if (sample instanceof Sample.Value value) {
            Kind kind = metric.type() == StreamerMetrics.Type.COUNTER ? Kind.COUNTER : Kind.GAUGE;
            readings.put(new Key(name(metric.name()), tags), new Reading(kind, metric.help(), value.value(), 0));
        } else if (sample instanceof Sample.Histogram histogram) {
            String name = name(metric.name());
            if (metric.name().endsWith(SECONDS)) {
                readings.put(
                        new Key(name, tags),
                        new Reading(Kind.TIMER, metric.help(), histogram.sum(), histogram.count()));
            } else {
                readings.put(
                        new Key(name + ".count", tags),
                        new Reading(Kind.COUNTER, metric.help(), (double) histogram.count(), 0));
                readings.put(
                        new Key(name + ".sum", tags), new Reading(Kind.COUNTER, metric.help(), histogram.sum(), 0));
            }
        }
    }

    private static String name(String prometheus) {
        String plain = without(without(prometheus, TOTAL), SECONDS);
        return plain.replace('_', '.');
    }

    private static String without(String name, String end) {
        return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    }

    /**
     * Meters of one name must have the same tags, or Prometheus refuses them. A reason is a sentence, and no tag: a
     * monitoring system would keep every one that ever was.
     */
    private static Tags tags(String metric, Map<String, String> labels) {
        Map<String, String> all = new LinkedHashMap<>();
        if (labels.containsKey("codec")) {
            List.of("profile", "decoder", "maximum_unit").forEach(optional -> all.put(optional, NONE));
        }
        boolean ofChannels = Stream.of("natcast_audio_", "natcast_publication_").anyMatch(metric::startsWith);
        if (labels.containsKey("codec") || labels.containsKey("rendition") || ofChannels) {
            all.put("channel", Channel.DEFAULT_NAME);
        }
        all.putAll(labels);
        if (metric.equals("natcast_encoder_unusable")) {
            all.remove("reason");
        }
        return Tags.of(all.entrySet().stream()
                .map(label -> Tag.of(label.getKey().replace('_', '.'), label.getValue()))
                .toList());
    }
}
