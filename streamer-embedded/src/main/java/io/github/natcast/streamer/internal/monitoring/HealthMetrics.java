package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.StreamerMetrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The part of the metrics that the health has as well. Stateless. */
final class HealthMetrics {
    private HealthMetrics() {}

    static void encoders(List<StreamerHealth.Encoder> encoders, MetricsCollector metrics) {
        each(
                metrics,
                "natcast_encoded_frames_total",
                StreamerMetrics.Type.COUNTER,
                "Frames that came out of an encoder.",
                encoders,
                StreamerHealth.Encoder::frames);
        each(
                metrics,
                "natcast_encoded_bytes_total",
                StreamerMetrics.Type.COUNTER,
                "Bytes that came out of an encoder.",
                encoders,
                StreamerHealth.Encoder::bytes);
        each(
                metrics,
                "natcast_encoder_target_bits_per_second",
                StreamerMetrics.Type.GAUGE,
                "What each encoder aims at now.",
                encoders,
                StreamerHealth.Encoder::bitrate);
        each(
                metrics,
                "natcast_dropped_pictures_total",
                StreamerMetrics.Type.COUNTER,
                "Pictures replaced by newer ones before encoding.",
                encoders,
                StreamerHealth.Encoder::dropped);
        metrics.begin(
                "natcast_encoder_info",
                StreamerMetrics.Type.GAUGE,
                "1 for each encoder that is open, FFmpeg's name of which no other metric has: it changes.");
        for (StreamerHealth.Encoder encoding : encoders) {
            encoding.encoder().ifPresent(encoder -> metrics.sample(labels(encoding, encoder), 1));
        }
        metrics.begin(
                "natcast_encoder_unusable",
                StreamerMetrics.Type.GAUGE,
                "1 for each encoder that was refused or given up, and why.");
        for (StreamerHealth.Encoder encoding : encoders) {
            encoding.unusable().forEach((encoder, reason) -> {
                Map<String, String> labels = labels(encoding, encoder);
                labels.put("reason", reason);
                metrics.sample(labels, 1);
            });
        }
    }

    private static void each(
            MetricsCollector metrics,
            String name,
            StreamerMetrics.Type type,
            String help,
            List<StreamerHealth.Encoder> encoders,
            ToLongFunction<StreamerHealth.Encoder> value) {
        metrics.begin(name, type, help);
        encoders.forEach(encoder -> metrics.sample(labels(encoder), value.applyAsLong(encoder)));
    }

    private static Map<String, String> labels(StreamerHealth.Encoder encoding, String encoder) {
        Map<String, String> labels = labels(encoding);
        labels.put("encoder", encoder);
        return labels;
    }

    private static Map<String, String> labels(StreamerHealth.Encoder encoder) {
        Map<String, String> labels = MonitoredChannel.labels(encoder.channel());
        labels.put("codec", encoder.codec().name().toLowerCase(Locale.ROOT));
        labels.put("rendition", String.valueOf(encoder.rendition()));
        encoder.profile().ifPresent(profile -> labels.put("profile", profile));
        encoder.decoder().ifPresent(played -> labels.put("decoder", played));
        encoder.maximumUnit().ifPresent(bytes -> labels.put("maximum_unit", String.valueOf(bytes)));
        return labels;
    }

    static void audio(List<StreamerHealth.Audio> channels, MetricsCollector metrics) {
        if (channels.isEmpty()) {
            return;
        }
        audio(
                metrics,
                "viewers",
                StreamerMetrics.Type.GAUGE,
                "Viewers that are sent sound.",
                channels,
                StreamerHealth.Audio::viewers);
        counter(
                metrics,
                "frames",
                "Frames of sound that were encoded, silence included.",
                channels,
                StreamerHealth.Audio::frames);
        counter(
                metrics,
                "packets",
                "Packets that came out of the audio encoder.",
                channels,
                StreamerHealth.Audio::packets);
        counter(metrics, "bytes", "Bytes that came out of the audio encoder.", channels, StreamerHealth.Audio::bytes);
        counter(
                metrics,
                "silences",
                "Packets of silence that were left out (DTX).",
                channels,
                StreamerHealth.Audio::silences);
        counter(
                metrics,
                "dropped",
                "Pieces of sound that came faster than they could be taken.",
                channels,
                StreamerHealth.Audio::dropped);
        counter(
                metrics,
                "corrected_samples",
                "Samples at 48 kHz added or left out for sources whose clocks run wrong.",
                channels,
                StreamerHealth.Audio::correctedSamples);
    }

    private static void counter(
            MetricsCollector metrics,
            String name,
            String help,
            List<StreamerHealth.Audio> channels,
            ToLongFunction<StreamerHealth.Audio> value) {
        audio(metrics, name + "_total", StreamerMetrics.Type.COUNTER, help, channels, value);
    }

    private static void audio(
            MetricsCollector metrics,
            String name,
            StreamerMetrics.Type type,
            String help,
            List<StreamerHealth.Audio> channels,
            ToLongFunction<StreamerHealth.Audio> value) {
        metrics.begin("natcast_audio_" + name, type, help);
        channels.forEach(audio -> metrics.sample(MonitoredChannel.labels(audio.channel()), value.applyAsLong(audio)));
    }

    static void egress(StreamerHealth.Egress egress, MetricsCollector metrics) {
        metrics.begin(
                "natcast_egress_info",
                StreamerMetrics.Type.GAUGE,
                "How packets leave: segmented, several in one call; or plain.");
        metrics.sample(Map.of("kind", egress.segmented() ? "segmented" : "plain"), 1);
        metrics.counter("natcast_egress_packets_total", "Packets of media and RTCP sent.", egress.packets());
        metrics.counter("natcast_egress_calls_total", "System calls for them.", egress.calls());
        metrics.counter("natcast_egress_runs_total", "Calls for several packets.", egress.runs());
        metrics.counter("natcast_egress_run_packets_total", "Packets sent by those.", egress.runPackets());
        metrics.counter(
                "natcast_egress_packets_lost_total",
                "Packets that the operating system did not take.",
                egress.packetsLost());
        metrics.counter(
                "natcast_egress_refusals_total",
                "Viewers' addresses to which a device or the path refuses several packets in one call.",
                egress.refusals());
    }

    static void nat(StreamerHealth.Nat nat, MetricsCollector metrics) {
        metrics.begin(
                "natcast_stun_server_answers",
                StreamerMetrics.Type.GAUGE,
                "Whether the STUN server tells a public address.");
        nat.stunServers().forEach(server -> metrics.sample(Map.of("url", server.url()), known(server)));
        nat.turnServer()
                .ifPresent(relay -> metrics.gauge(
                        "natcast_turn_server_relays",
                        "Whether there is an allocation on the TURN server.",
                        known(relay)));
        metrics.gauge(
                "natcast_nat_symmetric",
                "Whether STUN servers see different public addresses.",
                nat.symmetric() ? 1 : 0);
        metrics.counter(
                "natcast_nat_address_changes_total",
                "How often the NAT gave another public address.",
                nat.addressChanges());
        metrics.counter("natcast_nat_checks_total", "Checks sent toward viewers' candidates.", nat.checks());
    }

    private static int known(StreamerHealth.Server server) {
        return server.addresses().isEmpty() ? 0 : 1;
    }
}
