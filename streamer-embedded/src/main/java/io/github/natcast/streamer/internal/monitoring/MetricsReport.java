package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.internal.limits.Refusal;
import java.util.Map;

/** The metrics of the streamer. Thread-safe. */
public final class MetricsReport {
    private final Monitored monitored;
    private final HealthReport health;

    public MetricsReport(Monitored monitored, HealthReport health) {
        this.monitored = monitored;
        this.health = health;
    }

    /** The current values. */
    public StreamerMetrics metrics() {
        StreamerHealth now = health.health();
        MetricsCollector metrics = new MetricsCollector();
        metrics.gauge("natcast_viewers", "Viewers that are open.", now.viewers());
        metrics.gauge("natcast_viewers_connected", "Viewers that receive media.", now.viewersConnected());
        metrics.counter(
                "natcast_viewers_opened_total",
                "Offers that were answered.",
                monitored.registry().opened());
        metrics.counter(
                "natcast_viewers_connected_total",
                "Viewers that ever received media.",
                monitored.registry().connected());
        metrics.counter(
                "natcast_offers_rejected_total",
                "Offers that were not answered.",
                monitored.registry().rejected());
        metrics.counter(
                "natcast_encoder_failures_total",
                "Encoders given up in mid-stream.",
                monitored.eventLog().encoderFailures());
        metrics.counter(
                "natcast_source_failures_total",
                "Sources that failed or fell silent.",
                monitored.eventLog().sourceFailures());
        metrics.begin(
                "natcast_refused_total",
                StreamerMetrics.Type.COUNTER,
                "What was beyond a limit, or not allowed, and refused.");
        for (Refusal refusal : Refusal.values()) {
            metrics.sample(
                    Map.of("limit", refusal.label()), monitored.refusals().of(refusal));
        }
        HealthMetrics.encoders(now.encoders(), metrics);
        monitored.meter().metrics(metrics);
        HealthMetrics.audio(now.audio(), metrics);
        HealthMetrics.egress(now.egress(), metrics);
        PublicationMetrics.of(now.publications(), metrics);
        HostMetrics.of(monitored.eventLog().host(), metrics);
        now.nat().ifPresent(nat -> HealthMetrics.nat(nat, metrics));
        return metrics.metrics();
    }
}
