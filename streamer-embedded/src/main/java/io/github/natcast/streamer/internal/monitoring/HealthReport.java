package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.media.MediaPipeline;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.signaling.Health;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** How the streamer does, for {@code /healthz} and {@code /metrics}. Thread-safe. */
public final class HealthReport {
    private final MediaPipeline pipeline;
    private final ToIntFunction<EncodingFormat> viewersOf;
    private final Optional<AudioReport> audio;
    private final PipelineEventLog eventLog;
    private final ViewerRegistry registry;
    private final Supplier<Optional<NatReport>> nat;
    private final List<VideoCodec> offered;
    private final Supplier<EgressStats> egress;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** @param offered what viewers may get: that another codec has no encoder is no failure */
    public HealthReport(
            MediaPipeline pipeline,
            ToIntFunction<EncodingFormat> viewersOf,
            Optional<AudioReport> audio,
            PipelineEventLog eventLog,
            ViewerRegistry registry,
            Supplier<Optional<NatReport>> nat,
            List<VideoCodec> offered,
            Supplier<EgressStats> egress,
            LongSupplier nanoTime) {
        this.offered = offered;
        this.egress = egress;
        this.pipeline = pipeline;
        this.viewersOf = viewersOf;
        this.audio = audio;
        this.eventLog = eventLog;
        this.registry = registry;
        this.nat = nat;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Healthy unless a codec that is offered has no encoder left. */
    public Health health() {
        List<Map<String, Object>> encodings = new ArrayList<>();
        boolean healthy = true;
        for (EncodingStatus encoding : pipeline.video().status()) {
            healthy &= encoding.failure().isEmpty()
                    || !offered.contains(encoding.format().codec());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("codec", encoding.format().codec().name());
            profile(encoding).ifPresent(profile -> entry.put("profile", profile));
            encoding.format().maximumUnit().ifPresent(bytes -> entry.put("maximumUnit", bytes));
            encoding.encoder().ifPresent(name -> entry.put("encoder", name));
            encoding.failure().ifPresent(reason -> entry.put("failure", reason));
            if (!unusable(encoding).isEmpty()) {
                entry.put("unusable", unusable(encoding));
            }
            entry.put("viewers", viewersOf.applyAsInt(encoding.format()));
            entry.put("frames", encoding.frames());
            entry.put("keyFrames", encoding.keyFrames());
            entry.put("dropped", encoding.dropped());
            encodings.add(entry);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("viewers", registry.size());
        details.put("viewersConnected", connected());
        details.put("source", Locations.withoutSecrets(pipeline.sources().shown()));
        details.put("encodings", encodings);
        details.put("audio", audio.map(AudioReport::health).orElse(Map.of()));
        details.put("egress", EgressReport.health(egress.get()));
        nat.get().ifPresent(report -> details.put("nat", NatHealth.entry(report)));
        details.put("events", eventLog.last());
        details.put("uptimeSeconds", uptime().toSeconds());
        return new Health(healthy, details);
    }

    private long connected() {
        return registry.viewers().stream()
                .filter(viewer -> viewer.state() == ViewerState.CONNECTED)
                .count();
    }

    private Duration uptime() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /** The Prometheus text format. */
    public String metrics() {
        PrometheusText text = new PrometheusText();
        text.metric("natcast_viewers", "gauge", "Viewers that are open.", registry.size());
        text.metric("natcast_viewers_connected", "gauge", "Viewers that receive media.", connected());
        text.metric("natcast_viewers_opened_total", "counter", "Offers that were answered.", registry.opened());
        text.metric(
                "natcast_viewers_connected_total",
                "counter",
                "Viewers that ever received media.",
                registry.connected());
        text.metric("natcast_offers_rejected_total", "counter", "Offers that were not answered.", registry.rejected());
        text.metric(
                "natcast_encoder_failures_total",
                "counter",
                "Encoders given up in mid-stream.",
                eventLog.encoderFailures());
        text.metric(
                "natcast_source_failures_total",
                "counter",
                "Sources that failed or fell silent.",
                eventLog.sourceFailures());
        List<EncodingStatus> encodings = pipeline.video().status();
        text.header("natcast_encoded_frames_total", "counter", "Frames that came out of an encoder.");
        encodings.forEach(own -> text.sample("natcast_encoded_frames_total", labels(own), own.frames()));
        text.header("natcast_encoded_bytes_total", "counter", "Bytes that came out of an encoder.");
        encodings.forEach(own -> text.sample("natcast_encoded_bytes_total", labels(own), own.bytes()));
        text.header("natcast_dropped_pictures_total", "counter", "Pictures replaced by newer ones before encoding.");
        encodings.forEach(own -> text.sample("natcast_dropped_pictures_total", labels(own), own.dropped()));
        text.header("natcast_encoder_unusable", "gauge", "1 for each encoder that was refused or given up, and why.");
        for (EncodingStatus encoding : encodings) {
            unusable(encoding).forEach((encoder, reason) -> {
                Map<String, String> labels = labels(encoding);
                labels.put("encoder", encoder);
                labels.put("reason", reason);
                text.sample("natcast_encoder_unusable", labels, 1);
            });
        }
        audio.ifPresent(audio -> audio.metrics(text));
        EgressReport.metrics(text, egress.get());
        nat.get().ifPresent(report -> NatHealth.metrics(report, text));
        return text.toString();
    }

    private static Map<String, String> labels(EncodingStatus encoding) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("codec", encoding.format().codec().name().toLowerCase(Locale.ROOT));
        labels.put("encoder", encoding.encoder().orElse("none"));
        profile(encoding).ifPresent(profile -> labels.put("profile", profile));
        encoding.format().maximumUnit().ifPresent(bytes -> labels.put("maximum_unit", String.valueOf(bytes)));
        return labels;
    }

    /** The better encoders that are not used, each with the latest reason. */
    private static Map<String, String> unusable(EncodingStatus encoding) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (EncodingStatus.Attempt attempt : encoding.attempts()) {
            if (attempt.message().isEmpty()) {
                reasons.remove(attempt.encoder());
            } else {
                reasons.put(attempt.encoder(), attempt.message());
            }
        }
        return reasons;
    }

    /** Constrained baseline is what is usual and goes without saying. */
    private static Optional<String> profile(EncodingStatus encoding) {
        return encoding.format()
                .h264Profile()
                .filter(profile -> profile != H264Profile.CONSTRAINED_BASELINE)
                .map(H264Profile::toString);
    }
}
