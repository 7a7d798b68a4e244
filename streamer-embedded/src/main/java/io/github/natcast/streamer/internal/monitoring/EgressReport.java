package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import java.util.Map;

/** How media are sent, for {@code /healthz} and {@code /metrics}. Stateless. */
final class EgressReport {
    private EgressReport() {}

    static Map<String, Object> health(EgressStats stats) {
        return Map.of(
                "kind",
                kind(stats),
                "reason",
                stats.reason(),
                "packets",
                stats.packets(),
                "packetsPerCall",
                // Rounded to two decimals.
                stats.calls() == 0 ? 0.0 : Math.round(100.0 * stats.packets() / stats.calls()) / 100.0,
                "packetsLost",
                stats.packetsLost(),
                "refusals",
                stats.refusals());
    }

    /** Writes the metrics in the Prometheus text format. */
    static void metrics(PrometheusText text, EgressStats stats) {
        text.header("natcast_egress_info", "gauge", "How packets leave: segmented, several in one call; or plain.");
        text.sample("natcast_egress_info", Map.of("kind", kind(stats)), 1);
        counter(text, "packets", "Packets of media and RTCP sent.", stats.packets());
        counter(text, "calls", "System calls for them.", stats.calls());
        counter(text, "runs", "Calls for several packets.", stats.runs());
        counter(text, "run_packets", "Packets sent by those.", stats.runPackets());
        counter(text, "packets_lost", "Packets that the operating system did not take.", stats.packetsLost());
        counter(
                text,
                "refusals",
                "Viewers' addresses to which a device or the path refuses several packets in one call.",
                stats.refusals());
    }

    private static void counter(PrometheusText text, String name, String help, long value) {
        text.metric("natcast_egress_" + name + "_total", "counter", help, value);
    }

    private static String kind(EgressStats stats) {
        return stats.segmented() ? "segmented" : "plain";
    }
}
