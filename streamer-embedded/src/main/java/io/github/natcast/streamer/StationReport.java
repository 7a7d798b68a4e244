package io.github.natcast.streamer;

import io.github.natcast.streamer.encode.EncodingStatus;
import io.github.natcast.streamer.encode.VideoPipeline;
import io.github.natcast.streamer.ffmpeg.Locations;
import io.github.natcast.streamer.signaling.Health;
import io.github.natcast.streamer.transport.OutboundReport;
import io.github.natcast.streamer.transport.egress.EgressStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How the streamer does, for {@code /healthz} and {@code /metrics}. Thread-safe. */
final class StationReport {
    private final VideoPipeline pipeline;
    private final Optional<SoundReport> audio;
    private final PipelineJournal journal;
    private final ViewerRoom room;
    private final Supplier<Optional<OutboundReport>> outbound;
    private final List<VideoCodec> offered;
    private final Supplier<EgressStats> egress;
    private final LongSupplier nanoTime;
    private final long startNanos;

    /** @param offered what viewers may get: that another codec has no encoder is no failure */
    StationReport(
            VideoPipeline pipeline,
            Optional<SoundReport> audio,
            PipelineJournal journal,
            ViewerRoom room,
            Supplier<Optional<OutboundReport>> outbound,
            List<VideoCodec> offered,
            Supplier<EgressStats> egress,
            LongSupplier nanoTime) {
        this.offered = offered;
        this.egress = egress;
        this.pipeline = pipeline;
        this.audio = audio;
        this.journal = journal;
        this.room = room;
        this.outbound = outbound;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** Healthy unless a codec that is offered has no encoder left. */
    Health health() {
        List<Map<String, Object>> encodings = new ArrayList<>();
        boolean healthy = true;
        for (EncodingStatus encoding : pipeline.status()) {
            healthy &= encoding.failure().isEmpty()
                    || !offered.contains(encoding.format().codec());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("codec", encoding.format().codec().name());
            profile(encoding).ifPresent(profile -> entry.put("profile", profile));
            encoding.format().maximumUnit().ifPresent(bytes -> entry.put("maximumUnit", bytes));
            encoding.encoder().ifPresent(name -> entry.put("encoder", name));
            encoding.failure().ifPresent(reason -> entry.put("failure", reason));
            entry.put("viewers", encoding.subscribers());
            entry.put("frames", encoding.frames());
            entry.put("keyFrames", encoding.keyFrames());
            entry.put("dropped", encoding.dropped());
            encodings.add(entry);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("viewers", room.size());
        details.put("viewersConnected", connected());
        details.put("source", Locations.withoutSecrets(pipeline.shown()));
        details.put("encodings", encodings);
        details.put("audio", audio.map(SoundReport::health).orElse(Map.of()));
        details.put("egress", EgressReport.health(egress.get()));
        outbound.get().ifPresent(report -> details.put("nat", OutboundHealth.entry(report)));
        details.put("events", journal.last());
        details.put("uptimeSeconds", uptime().toSeconds());
        return new Health(healthy, details);
    }

    private long connected() {
        return room.viewers().stream()
                .filter(viewer -> viewer.state() == ViewerState.CONNECTED)
                .count();
    }

    private Duration uptime() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    /** The Prometheus text format. */
    String metrics() {
        StringBuilder text = new StringBuilder(1024);
        metric(text, "natcast_viewers", "gauge", "Viewers that are open.", room.size());
        metric(text, "natcast_viewers_connected", "gauge", "Viewers that receive media.", connected());
        metric(text, "natcast_viewers_opened_total", "counter", "Offers that were answered.", room.opened());
        metric(
                text,
                "natcast_viewers_connected_total",
                "counter",
                "Viewers that ever received media.",
                room.connected());
        metric(text, "natcast_offers_rejected_total", "counter", "Offers that were not answered.", room.rejected());
        metric(
                text,
                "natcast_encoder_failures_total",
                "counter",
                "Encoders given up in mid-stream.",
                journal.encoderFailures());
        metric(
                text,
                "natcast_source_failures_total",
                "counter",
                "Sources that failed or fell silent.",
                journal.sourceFailures());
        header(text, "natcast_encoded_frames_total", "counter", "Frames that came out of an encoder.");
        for (EncodingStatus encoding : pipeline.status()) {
            sample(text, "natcast_encoded_frames_total", encoding, encoding.frames());
        }
        header(text, "natcast_encoded_bytes_total", "counter", "Bytes that came out of an encoder.");
        for (EncodingStatus encoding : pipeline.status()) {
            sample(text, "natcast_encoded_bytes_total", encoding, encoding.bytes());
        }
        header(text, "natcast_dropped_pictures_total", "counter", "Pictures replaced by newer ones before encoding.");
        for (EncodingStatus encoding : pipeline.status()) {
            sample(text, "natcast_dropped_pictures_total", encoding, encoding.dropped());
        }
        audio.ifPresent(sound -> sound.metrics(text));
        EgressReport.metrics(text, egress.get());
        outbound.get().ifPresent(report -> OutboundHealth.metrics(report, text));
        return text.toString();
    }

    static void metric(StringBuilder text, String name, String type, String help, long value) {
        header(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    static void header(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** Constrained baseline is what is usual and goes without saying. */
    private static Optional<String> profile(EncodingStatus encoding) {
        return encoding.format()
                .h264Profile()
                .filter(profile -> profile != H264Profile.CONSTRAINED_BASELINE)
                .map(H264Profile::toString);
    }

    private static void sample(StringBuilder text, String name, EncodingStatus encoding, long value) {
        text.append(name)
                .append("{codec=\"")
                .append(encoding.format().codec().name().toLowerCase(Locale.ROOT))
                .append("\",encoder=\"")
                .append(encoding.encoder().orElse("none"));
        profile(encoding).ifPresent(profile -> text.append("\",profile=\"").append(profile));
        encoding.format()
                .maximumUnit()
                .ifPresent(bytes -> text.append("\",maximum_unit=\"").append(bytes));
        text.append("\"} ").append(value).append('\n');
    }
}
