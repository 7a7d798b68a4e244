package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistogramTest {
    private static String text(Histogram histogram) {
        MetricsCollector metrics = new MetricsCollector();
        metrics.histogram("natcast_x_seconds", "Of something.", histogram);
        return PrometheusText.of(metrics.metrics());
    }

    @Test
    void bucketsHoldWhatIsUpToTheirBound() {
        Histogram histogram = new Histogram(0, 0.005, 0.1, 1, 2_000_000);
        for (double value : new double[] {0, 0, 0.005, 0.0051, 0.1, 1.5, 3_000_000}) {
            histogram.observe(value);
        }
        assertThat(text(histogram)).isEqualTo("""
                        # HELP natcast_x_seconds Of something.
                        # TYPE natcast_x_seconds histogram
                        natcast_x_seconds_bucket{le="0"} 2
                        natcast_x_seconds_bucket{le="0.005"} 3
                        natcast_x_seconds_bucket{le="0.1"} 5
                        natcast_x_seconds_bucket{le="1"} 5
                        natcast_x_seconds_bucket{le="2000000"} 6
                        natcast_x_seconds_bucket{le="+Inf"} 7
                        natcast_x_seconds_sum 3000001.6101
                        natcast_x_seconds_count 7
                        """);
    }

    @Test
    void anEmptyOneIsWrittenToo() {
        Map<String, Double> series = MetricsReader.read(text(new Histogram(1, 2)));
        assertThat(series.values()).hasSize(5).containsOnly(0.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, -Double.MIN_VALUE})
    void whatCannotBeMeasuredIsLeftOut(double value) {
        Histogram histogram = new Histogram(1);
        histogram.observe(value);
        assertThat(histogram.count()).isZero();
        assertThat(histogram.sum()).isZero();
    }

    /** Whatever is observed, a scraper can read it, and no value is counted twice or lost. */
    @Test
    void isAlwaysReadable() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            Histogram histogram = new Histogram(0, 0.001, 1e-9 + 0.001, 1, 1e9, 1e18);
            long finite = 0;
            for (int i = 0; i < 200; i++) {
                double value = Double.longBitsToDouble(random.nextLong());
                finite += Double.isFinite(value) && value >= 0 ? 1 : 0;
                histogram.observe(value);
            }
            Map<String, Double> series = MetricsReader.read(text(histogram));
            assertThat(series).containsEntry("natcast_x_seconds_count", (double) finite);
        }
    }

    @Test
    void boundsMustAscend() {
        assertThatThrownBy(() -> new Histogram(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound 1.0 of a histogram is not finite and ascending");
        assertThatThrownBy(() -> new Histogram(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
