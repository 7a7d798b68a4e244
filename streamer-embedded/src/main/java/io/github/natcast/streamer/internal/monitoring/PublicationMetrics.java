package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerHealth.Published;
import io.github.natcast.streamer.StreamerMetrics;
import io.github.natcast.streamer.publish.PublicationState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of publications, with the server's origin as {@code target}. Two of a channel to one origin are told
 * apart by {@code publication}, a number. Stateless.
 */
final class PublicationMetrics {
    private PublicationMetrics() {}

    static void of(List<Published> all, MetricsCollector metrics) {
        if (all.isEmpty()) {
            return;
        }
        each(
                metrics,
                "connected",
                StreamerMetrics.Type.GAUGE,
                "1 for each publication whose server is sent media, else 0.",
                all,
                one -> one.state() == PublicationState.CONNECTED ? 1 : 0);
        each(
                metrics,
                "attempts_total",
                StreamerMetrics.Type.COUNTER,
                "Sessions that were offered.",
                all,
                one -> one.stats().attempts());
        each(
                metrics,
                "sessions_total",
                StreamerMetrics.Type.COUNTER,
                "Sessions that media left for.",
                all,
                one -> one.stats().sessions());
        each(
                metrics,
                "restarts_total",
                StreamerMetrics.Type.COUNTER,
                "Restarts of ICE within a session.",
                all,
                one -> one.stats().restarts());
        each(
                metrics,
                "packets_total",
                StreamerMetrics.Type.COUNTER,
                "RTP packets sent.",
                all,
                one -> one.stats().packetsSent());
        each(
                metrics,
                "bytes_total",
                StreamerMetrics.Type.COUNTER,
                "Bytes of RTP packets sent.",
                all,
                one -> one.stats().bytesSent());
        each(
                metrics,
                "packets_resent_total",
                StreamerMetrics.Type.COUNTER,
                "RTP packets sent again.",
                all,
                one -> one.stats().packetsResent());
        each(
                metrics,
                "loss_ratio",
                StreamerMetrics.Type.GAUGE,
                "What the server last reported lost, 0 to 1.",
                all,
                one -> one.stats().fractionLost());
        each(
                metrics,
                "round_trip_seconds",
                StreamerMetrics.Type.GAUGE,
                "Round trip to the server; 0 while unknown.",
                all,
                one -> one.stats().roundTripTime().orElse(Duration.ZERO).toNanos() / 1e9);
        each(
                metrics,
                "target_bits_per_second",
                StreamerMetrics.Type.GAUGE,
                "What the uplink is taken to carry; 0 while unknown.",
                all,
                one -> one.stats().targetBitrate());
    }

    private static void each(
            MetricsCollector metrics,
            String name,
            StreamerMetrics.Type type,
            String help,
            List<Published> all,
            ToDoubleFunction<Published> value) {
        metrics.begin("natcast_publication_" + name, type, help);
        for (Published publication : all) {
            Map<String, String> labels = MonitoredChannel.labels(publication.channel());
            labels.put("target", publication.target());
            labels.put("publication", Integer.toString(publication.number()));
            metrics.sample(labels, value.applyAsDouble(publication));
        }
    }
}
