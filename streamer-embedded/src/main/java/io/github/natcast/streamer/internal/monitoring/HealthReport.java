package io.github.natcast.streamer.internal.monitoring;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.StreamerHealth;
import io.github.natcast.streamer.internal.media.ffmpeg.Locations;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import io.github.natcast.streamer.internal.publish.OpenPublication;
import io.github.natcast.streamer.internal.publish.PlainUri;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.egress.EgressStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the streamer: for the program, for {@code /healthz} and for {@code /metrics}. Thread-safe. */
public final class HealthReport {
    private final Monitored monitored;

    public HealthReport(Monitored monitored) {
        this.monitored = monitored;
    }

    /**
     * The state now. It is not well when a codec that the default channel offers has no working encoder left, or that
     * is so in every channel: the failure of one channel is its own.
     */
    public StreamerHealth health() {
        List<StreamerHealth.Source> sources = new ArrayList<>();
        List<StreamerHealth.Encoder> encoders = new ArrayList<>();
        List<StreamerHealth.Audio> audio = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        boolean anyWell = false;
        boolean defaultWell = true;
        List<MonitoredChannel> channels = monitored.channels().get();
        for (MonitoredChannel channel : channels) {
            boolean well = true;
            sources.add(new StreamerHealth.Source(
                    channel.name(),
                    Locations.withoutSecrets(channel.media().sources().shown())));
            for (EncodingStatus status : channel.media().video().status()) {
                StreamerHealth.Encoder encoder = encoder(channel, status);
                encoders.add(encoder);
                well &= isWell(channel, encoder);
                encoder.failure().ifPresent(reason -> reasons.add(sentence(channel, status, reason)));
            }
            channel.audio().map(report -> report.health(channel.name())).ifPresent(state -> {
                audio.add(state);
                state.failure().ifPresent(reason -> reasons.add(in(channel) + "there is no sound: " + reason));
            });
            anyWell |= well;
            defaultWell &= well || !channel.isDefault();
        }
        Optional<StreamerHealth.Nat> nat = monitored.nat().get().map(report -> nat(report, reasons));
        boolean live = isLive(reasons);
        boolean draining = monitored.registry().isDraining();
        if (draining) {
            reasons.add("the server is draining: those who watch go on, and nobody else is let in");
        }
        List<StreamerHealth.Published> published = monitored.publications().get().stream()
                .map(HealthReport::published)
                .toList();
        return new StreamerHealth(
                live && !draining && defaultWell && (anyWell || channels.isEmpty()),
                live,
                reasons,
                warnings(published),
                monitored.uptime(),
                monitored.registry().size(),
                monitored.connected(),
                sources,
                encoders,
                audio,
                egress(monitored.egress().get()),
                nat,
                published,
                monitored.eventLog().last());
    }

    private List<String> warnings(List<StreamerHealth.Published> published) {
        List<String> warnings = new ArrayList<>(monitored.eventLog().host().reasons());
        for (StreamerHealth.Published publication : published) {
            publication
                    .reason()
                    .ifPresent(reason -> warnings.add("not published to " + publication.target() + ": " + reason));
        }
        return warnings;
    }

    private static StreamerHealth.Published published(OpenPublication publication) {
        return new StreamerHealth.Published(
                publication.channel(),
                PlainUri.of(publication.target()),
                publication.number(),
                publication.state(),
                publication.reason(),
                publication.stats());
    }

    private boolean isLive(List<String> reasons) {
        Optional<String> threads = monitored.eventLog().threads().reason();
        Optional<String> rest = monitored.eventLog().watchdog().reason();
        threads.ifPresent(reasons::add);
        rest.ifPresent(reasons::add);
        return threads.isEmpty() && rest.isEmpty();
    }

    private static boolean isWell(MonitoredChannel channel, StreamerHealth.Encoder encoder) {
        return encoder.failure().isEmpty()
                || encoder.rendition() > 0
                || !channel.offered().contains(encoder.codec());
    }

    private static String sentence(MonitoredChannel channel, EncodingStatus status, String reason) {
        return in(channel) + status.format() + " is not encoded: " + reason;
    }

    private static String in(MonitoredChannel channel) {
        return channel.isDefault() ? "" : "channel " + channel.name() + ": ";
    }

    private static StreamerHealth.Encoder encoder(MonitoredChannel channel, EncodingStatus status) {
        return new StreamerHealth.Encoder(
                channel.name(),
                status.format().codec(),
                status.format().rendition(),
                status.format()
                        .h264Profile()
                        .filter(profile -> profile != H264Profile.CONSTRAINED_BASELINE)
                        .map(H264Profile::toString),
                status.format().decoder(),
                status.format().maximumUnit(),
                status.encoder(),
                status.failure(),
                unusable(status),
                channel.viewersOf().applyAsInt(status.format()),
                status.bitrate(),
                status.frames(),
                status.keyFrames(),
                status.bytes(),
                status.dropped());
    }

    /** The preferred encoders that are not used, each with its latest reason. */
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

    private static StreamerHealth.Egress egress(EgressStats stats) {
        return new StreamerHealth.Egress(
                stats.segmented(),
                stats.reason(),
                stats.packets(),
                stats.calls(),
                stats.runs(),
                stats.runPackets(),
                stats.packetsLost(),
                stats.refusals());
    }

    private static StreamerHealth.Nat nat(NatReport report, List<String> reasons) {
        return new StreamerHealth.Nat(
                report.servers().stream().map(server -> server(server, reasons)).toList(),
                report.relay().map(server -> server(server, reasons)),
                report.symmetric(),
                report.addressChanges(),
                report.checks());
    }

    private static StreamerHealth.Server server(NatReport.Server server, List<String> reasons) {
        server.failure().ifPresent(reason -> reasons.add(server.url() + " is of no use: " + reason));
        return new StreamerHealth.Server(server.url(), server.addresses(), server.failure());
    }
}
