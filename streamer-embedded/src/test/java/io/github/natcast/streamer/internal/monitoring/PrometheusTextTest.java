package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
    @Test
    void helpAndLabelsAreEscaped() {
        PrometheusText text = new PrometheusText();
        text.header("natcast_x", "gauge", "A \\ and\na \"line\".");
        text.sample("natcast_x", Map.of("reason", "a \"quote\", a \\ and\na line"), 7);
        assertThat(text.toString())
                .isEqualTo("# HELP natcast_x A \\\\ and\\na \"line\".\n# TYPE natcast_x gauge\n"
                        + "natcast_x{reason=\"a \\\"quote\\\", a \\\\ and\\na line\"} 7\n");
    }

    @Test
    void anyTextCanBeRead() {
        Random random = new Random(9);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder odd = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                odd.append("\\\"\n{},= #aé".charAt(random.nextInt(11)));
            }
            PrometheusText text = new PrometheusText();
            text.header("natcast_x", "gauge", odd.toString());
            text.sample("natcast_x", Map.of("l", odd.toString()), random.nextLong());
            assertThat(MetricsReader.read(text.toString())).hasSize(1);
        }
    }
}
