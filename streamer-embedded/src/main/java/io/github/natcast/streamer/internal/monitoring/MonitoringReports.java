package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.internal.signaling.Reports;

/**
 * How the streamer does: as values for the program, and as text for the operator, from the same values. Thread-safe.
 */
public final class MonitoringReports {
    private final Monitored monitored;
    private final HealthReport health;
    private final MetricsReport metrics;

    public MonitoringReports(Monitored monitored) {
        this.monitored = monitored;
        this.health = new HealthReport(monitored);
        this.metrics = new MetricsReport(monitored, health);
    }

    public StreamerHealth health() {
        return health.health();
    }

    public StreamerMetrics metrics() {
        return metrics.metrics();
    }

    /** The same for HTTP. */
    public Reports forHttp() {
        return new Reports(
                () -> HealthJson.of(health(), monitored.registry().hasRoom()),
                () -> PrometheusText.of(metrics()),
                new ViewersReport(monitored.registry()));
    }
}
