package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Prometheus text format as strictly as a scraper, and checks what its documentation asks for. */
public final class MetricsReader {
    private static final Pattern COMMENT =
            Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\\\n]|\\\\[\\\\n])*)");
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\n\"])*\"";
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{" + LABEL + "(?:," + LABEL + ")*})? (-?[0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern BOUND = Pattern.compile("\\{le=\"([^\"]+)\"}");

    private MetricsReader() {}

    /** The value of each series, in order, by its name and labels as written. */
    public static Map<String, Double> read(String text) {
        assertThat(text).endsWith("\n");
        Map<String, Double> series = new LinkedHashMap<>();
        Map<String, String> types = new HashMap<>();
        String helped = "";
        String family = "";
        for (String line : text.lines().toList()) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches() && comment.group(1).equals("HELP")) {
                helped = comment.group(2);
                continue;
            }
            if (comment.matches()) {
                family = comment.group(2);
                assertThat(family).as("HELP comes before TYPE").isEqualTo(helped);
                assertThat(comment.group(3)).isIn("counter", "gauge", "histogram");
                assertThat(types.put(family, comment.group(3)))
                        .as(family + " has two types")
                        .isNull();
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            String name = sample.group(1);
            if ("histogram".equals(types.get(family))) {
                assertThat(name).isIn(family + "_bucket", family + "_sum", family + "_count");
            } else {
                assertThat(name).isEqualTo(family);
                assertThat(name.endsWith("_total")).isEqualTo("counter".equals(types.get(family)));
            }
            String key = line.substring(0, line.lastIndexOf(' '));
            assertThat(series.put(key, Double.parseDouble(sample.group(3))))
                    .as(key + " is there twice")
                    .isNull();
        }
        types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                checkHistogram(name, series);
            }
        });
        return series;
    }

    private static void checkHistogram(String name, Map<String, Double> series) {
        double bound = Double.NEGATIVE_INFINITY;
        double count = 0;
        for (Map.Entry<String, Double> entry : series.entrySet()) {
            if (entry.getKey().startsWith(name + "_bucket")) {
                Matcher matcher = BOUND.matcher(entry.getKey());
                assertThat(matcher.find()).as(entry.getKey()).isTrue();
                String text = matcher.group(1);
                double next = text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
                assertThat(next).as(name).isGreaterThan(bound);
                assertThat(entry.getValue()).as(name).isGreaterThanOrEqualTo(count);
                bound = next;
                count = entry.getValue();
            }
        }
        assertThat(bound).as(name + " ends with +Inf").isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(series.get(name + "_count")).isEqualTo(count);
        assertThat(series.get(name + "_sum")).isGreaterThanOrEqualTo(0);
    }
}
