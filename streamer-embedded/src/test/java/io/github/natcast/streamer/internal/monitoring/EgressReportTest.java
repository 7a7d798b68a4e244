package io.github.natcast.streamer.internal.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.StreamerHealth;
import org.junit.jupiter.api.Test;

/** What health and metrics say of how media leave. */
final class EgressReportTest {
    private final StreamerHealth.Egress segmented =
            new StreamerHealth.Egress(true, "a run on loopback arrived in segments", 100, 30, 10, 80, 3, 1);
    private final StreamerHealth.Egress plain =
            new StreamerHealth.Egress(false, "segmentation is switched off", 0, 0, 0, 0, 0, 0);

    @Test
    void healthSaysHowAndWhyAndHowManyPacketsACallTakes() {
        assertThat(HealthJson.egress(segmented))
                .containsEntry("kind", "segmented")
                .containsEntry("reason", "a run on loopback arrived in segments")
                .containsEntry("packetsPerCall", 3.33)
                .containsEntry("packetsLost", 3L)
                .containsEntry("refusals", 1L);
        assertThat(HealthJson.egress(plain)).containsEntry("kind", "plain").containsEntry("packetsPerCall", 0.0);
    }

    @Test
    void metricsCountPacketsCallsRunsLossesAndRefusals() {
        MetricsCollector metrics = new MetricsCollector();
        HealthMetrics.egress(segmented, metrics);
        String text = PrometheusText.of(metrics.metrics());
        assertThat(text.lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "natcast_egress_info{kind=\"segmented\"} 1",
                        "natcast_egress_packets_total 100",
                        "natcast_egress_calls_total 30",
                        "natcast_egress_runs_total 10",
                        "natcast_egress_run_packets_total 80",
                        "natcast_egress_packets_lost_total 3",
                        "natcast_egress_refusals_total 1");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE")))
                .hasSize(7)
                .endsWith("# TYPE natcast_egress_refusals_total counter");
    }
}
