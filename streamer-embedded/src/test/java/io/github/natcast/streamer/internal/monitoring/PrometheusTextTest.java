package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.StreamerMetrics;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
    @Test
    void helpAndLabelsAreEscaped() {
        MetricsCollector metrics = new MetricsCollector();
        metrics.begin("natcast_x", StreamerMetrics.Type.GAUGE, "A \\ and\na \"line\".");
        metrics.sample(Map.of("reason", "a \"quote\", a \\ and\na line"), 7);
        assertThat(PrometheusText.of(metrics.metrics()))
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
            MetricsCollector metrics = new MetricsCollector();
            metrics.begin("natcast_x", StreamerMetrics.Type.GAUGE, odd.toString());
            metrics.sample(Map.of("l", odd.toString()), random.nextLong());
            assertThat(MetricsReader.read(PrometheusText.of(metrics.metrics()))).hasSize(1);
        }
    }
}
