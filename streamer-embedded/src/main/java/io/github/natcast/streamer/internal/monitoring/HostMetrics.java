package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.internal.monitoring.host.HostCondition;
import io.github.natcast.streamer.internal.monitoring.host.HostDiagnosis;
import io.github.natcast.streamer.internal.monitoring.host.HostSample;
import java.util.Map;
import java.util.Optional;

/** What the metrics say of the host. Stateless. */
final class HostMetrics {
    private HostMetrics() {}

    static void of(HostDiagnosis host, MetricsCollector metrics) {
        metrics.begin("natcast_host_warning", StreamerMetrics.Type.GAUGE, "1 while the host lacks this.");
        for (HostCondition condition : HostCondition.values()) {
            metrics.sample(Map.of("condition", condition.label()), host.isOn(condition) ? 1 : 0);
        }
        metrics.begin("natcast_host_warnings_total", StreamerMetrics.Type.COUNTER, "How often that began.");
        for (HostCondition condition : HostCondition.values()) {
            metrics.sample(Map.of("condition", condition.label()), host.begun(condition));
        }
        Optional<HostSample> latest = host.latest();
        if (latest.isEmpty()) {
            return;
        }
        HostSample sample = latest.get();
        metrics.gauge(
                "natcast_sender_lateness_seconds",
                "The most that a sender thread came late within the last second.",
                sample.senderLateNanos() / 1e9);
        metrics.counter(
                "natcast_send_buffer_full_total",
                "Packets for which the operating system's send buffer had no room.",
                sample.sockets().full());
        metrics.counter(
                "natcast_receive_dropped_total",
                "Packets that came to the UDP port and were dropped by the operating system, unread.",
                sample.sockets().received());
        metrics.gauge(
                "natcast_descriptors_open",
                "File descriptors of the process.",
                (double) sample.descriptors().open());
        metrics.gauge(
                "natcast_descriptors_limit",
                "How many there may be.",
                (double) sample.descriptors().limit());
        metrics.gauge(
                "natcast_memory_used_bytes",
                "Memory that the container uses, or where it has no limit, the host; without caches.",
                (double) sample.memory().used());
        metrics.gauge(
                "natcast_memory_limit_bytes",
                "How much there is.",
                (double) sample.memory().limit());
    }
}
