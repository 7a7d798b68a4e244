package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.signaling.Health;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the streamer, for {@code /healthz}. Thread-safe. */
public final class HealthReport {
    private final Monitored monitored;

    public HealthReport(Monitored monitored) {
        this.monitored = monitored;
    }

    /** The state now; healthy unless an offered codec has no working encoder left, or threads fail. */
    public Health health() {
        List<Map<String, Object>> encodings = new ArrayList<>();
        boolean healthy = true;
        for (EncodingStatus encoding : monitored.media().video().status()) {
            healthy &= encoding.failure().isEmpty()
                    || encoding.format().rendition() > 0
                    || !monitored.offered().contains(encoding.format().codec());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("codec", encoding.format().codec().name());
            entry.put("rendition", encoding.format().rendition());
            Monitored.profile(encoding).ifPresent(profile -> entry.put("profile", profile));
            encoding.format().maximumUnit().ifPresent(bytes -> entry.put("maximumUnit", bytes));
            encoding.encoder().ifPresent(name -> entry.put("encoder", name));
            encoding.failure().ifPresent(reason -> entry.put("failure", reason));
            if (!Monitored.unusable(encoding).isEmpty()) {
                entry.put("unusable", Monitored.unusable(encoding));
            }
            entry.put("viewers", monitored.viewersOf().applyAsInt(encoding.format()));
            entry.put("bitrate", encoding.bitrate());
            entry.put("frames", encoding.frames());
            entry.put("keyFrames", encoding.keyFrames());
            entry.put("dropped", encoding.dropped());
            encodings.add(entry);
        }
        Optional<String> threads = monitored.eventLog().threads().reason();
        healthy &= threads.isEmpty();
        Map<String, Object> details = new LinkedHashMap<>();
        threads.ifPresent(reason -> details.put("failure", reason));
        details.put("viewers", monitored.registry().size());
        details.put("viewersConnected", monitored.connected());
        details.put(
                "source", Locations.withoutSecrets(monitored.media().sources().shown()));
        details.put("encodings", encodings);
        details.put("audio", monitored.audio().map(AudioReport::health).orElse(Map.of()));
        details.put("egress", EgressReport.health(monitored.egress().get()));
        monitored.nat().get().ifPresent(report -> details.put("nat", NatHealth.entry(report)));
        details.put("events", monitored.eventLog().last());
        details.put("uptimeSeconds", monitored.uptime().toSeconds());
        return new Health(healthy, details);
    }
}
