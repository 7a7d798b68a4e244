package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.Channel;
import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.internal.signaling.Health;
import io.github.natcast.streamer.internal.transport.AddressText;
import io.github.natcast.streamer.publish.PublicationStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health of a streamer as {@code /healthz} writes it. Stateless. */
final class HealthJson {
    private HealthJson() {}

    /** @param roomForOffers whether a place to watch is free */
    static Health of(StreamerHealth health, boolean roomForOffers) {
        Map<String, Object> details = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>(health.warnings());
        if (health.ok()) {
            warnings.addAll(0, health.reasons());
        } else {
            details.put("failure", String.join("; ", health.reasons()));
        }
        if (!warnings.isEmpty()) {
            details.put("warnings", warnings);
        }
        details.put("live", health.live());
        details.put("viewers", health.viewers());
        details.put("viewersConnected", health.viewersConnected());
        details.put("source", source(health));
        details.put(
                "encodings", health.encoders().stream().map(HealthJson::encoder).toList());
        details.put("audio", audio(health));
        details.put("egress", egress(health.egress()));
        health.nat().ifPresent(nat -> details.put("nat", nat(nat)));
        if (!health.publications().isEmpty()) {
            details.put(
                    "publications",
                    health.publications().stream().map(HealthJson::published).toList());
        }
        details.put("events", health.events());
        details.put("uptimeSeconds", health.uptime().toSeconds());
        List<Map<String, Object>> others = others(health);
        if (!others.isEmpty()) {
            details.put("channels", others);
        }
        return new Health(health.ok(), health.live(), health.ok() && roomForOffers, details);
    }

    private static boolean isDefault(String channel) {
        return channel.equals(Channel.DEFAULT_NAME);
    }

    private static String source(StreamerHealth health) {
        return health.sources().stream()
                .filter(source -> isDefault(source.channel()))
                .map(StreamerHealth.Source::shown)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> audio(StreamerHealth health) {
        return health.audio().stream()
                .filter(audio -> isDefault(audio.channel()))
                .map(HealthJson::audio)
                .findFirst()
                .orElse(Map.of());
    }

    /** What the other channels show, and how they sound. */
    private static List<Map<String, Object>> others(StreamerHealth health) {
        List<Map<String, Object>> others = new ArrayList<>();
        for (StreamerHealth.Source source : health.sources()) {
            if (!isDefault(source.channel())) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", source.channel());
                entry.put("source", source.shown());
                health.audio().stream()
                        .filter(audio -> audio.channel().equals(source.channel()))
                        .forEach(audio -> entry.put("audio", audio(audio)));
                others.add(entry);
            }
        }
        return others;
    }

    private static Map<String, Object> encoder(StreamerHealth.Encoder encoder) {
        Map<String, Object> entry = new LinkedHashMap<>(MonitoredChannel.labels(encoder.channel()));
        entry.put("codec", encoder.codec().name());
        entry.put("rendition", encoder.rendition());
        encoder.profile().ifPresent(profile -> entry.put("profile", profile));
        encoder.decoder().ifPresent(played -> entry.put("decoder", played));
        encoder.maximumUnit().ifPresent(bytes -> entry.put("maximumUnit", bytes));
        encoder.encoder().ifPresent(name -> entry.put("encoder", name));
        encoder.failure().ifPresent(reason -> entry.put("failure", reason));
        if (!encoder.unusable().isEmpty()) {
            entry.put("unusable", encoder.unusable());
        }
        entry.put("viewers", encoder.viewers());
        entry.put("bitrate", encoder.bitrate());
        entry.put("frames", encoder.frames());
        entry.put("keyFrames", encoder.keyFrames());
        entry.put("dropped", encoder.dropped());
        return entry;
    }

    private static Map<String, Object> audio(StreamerHealth.Audio audio) {
        Map<String, Object> entry = new LinkedHashMap<>();
        audio.failure().ifPresent(reason -> entry.put("failure", reason));
        entry.put("viewers", audio.viewers());
        entry.put("frames", audio.frames());
        entry.put("packets", audio.packets());
        entry.put("silences", audio.silences());
        entry.put("bytes", audio.bytes());
        entry.put("dropped", audio.dropped());
        entry.put("correctedSamples", audio.correctedSamples());
        return entry;
    }

    private static Map<String, Object> published(StreamerHealth.Published publication) {
        Map<String, Object> entry = new LinkedHashMap<>(MonitoredChannel.labels(publication.channel()));
        entry.put("target", publication.target());
        entry.put("publication", publication.number());
        entry.put("state", publication.state().name());
        publication.reason().ifPresent(reason -> entry.put("reason", reason));
        PublicationStats stats = publication.stats();
        if (!stats.codec().isEmpty()) {
            entry.put("codec", stats.codec());
        }
        entry.put("sessions", stats.sessions());
        entry.put("attempts", stats.attempts());
        entry.put("restarts", stats.restarts());
        entry.put("packets", stats.packetsSent());
        entry.put("packetsResent", stats.packetsResent());
        entry.put("fractionLost", stats.fractionLost());
        stats.roundTripTime().ifPresent(time -> entry.put("roundTripMillis", time.toMillis()));
        entry.put("targetBitrate", stats.targetBitrate());
        return entry;
    }

    static Map<String, Object> egress(StreamerHealth.Egress egress) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", egress.segmented() ? "segmented" : "plain");
        entry.put("reason", egress.reason());
        entry.put("packets", egress.packets());
        // Rounded to two decimals.
        double perCall = egress.calls() == 0 ? 0.0 : 1.0 * egress.packets() / egress.calls();
        entry.put("packetsPerCall", Math.round(100 * perCall) / 100.0);
        entry.put("packetsLost", egress.packetsLost());
        entry.put("refusals", egress.refusals());
        return entry;
    }

    private static Map<String, Object> nat(StreamerHealth.Nat nat) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(
                "stunServers",
                nat.stunServers().stream().map(HealthJson::server).toList());
        nat.turnServer().ifPresent(relay -> entry.put("turnServer", server(relay)));
        entry.put("symmetricNat", nat.symmetric());
        entry.put("addressChanges", nat.addressChanges());
        entry.put("checks", nat.checks());
        return entry;
    }

    private static Map<String, Object> server(StreamerHealth.Server server) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("url", server.url());
        List<String> addresses =
                server.addresses().stream().map(AddressText::of).toList();
        entry.put("addresses", addresses);
        server.failure().ifPresent(reason -> entry.put("failure", reason));
        return entry;
    }
}
