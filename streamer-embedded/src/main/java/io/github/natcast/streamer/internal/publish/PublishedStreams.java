package io.github.natcast.streamer.internal.publish;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.connection.ConnectionLimits;
import io.github.natcast.streamer.internal.connection.ControlLoop;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.RtcpFeedback;
import io.github.natcast.streamer.internal.negotiation.SimulcastLayer;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice4j.Gathering;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.topology.IceServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Opens the sessions of one publication, with what they share with the channel's viewers: encodings, sender threads,
 * certificate and control loop. Immutable, and thread-safe.
 *
 * @param codecs what is offered, the preferred one first; the channel must be able to encode each
 * @param simulcast whether the renditions are offered side by side, where there are several
 * @param viewers of the channel
 * @param dtls shakes hands
 * @param control runs the sessions
 * @param addresses of this host, asked for each offer and restart
 * @param servers STUN and TURN servers of this side, with credentials that are valid now; asked likewise
 * @param egress opens the sockets that media leave from
 */
public record PublishedStreams(
        List<VideoCodec> codecs,
        boolean simulcast,
        ViewerFactory viewers,
        DtlsServer dtls,
        ControlLoop control,
        Supplier<List<InetAddress>> addresses,
        Supplier<List<IceServer>> servers,
        EgressSockets egress)
        implements PublicationSession.Factory {
    /** How long names and servers are waited for, each: an offer without them is better than none. */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /**
     * As for viewers, but for the silence: consent is asked for every second, and an engine that was started anew, or
     * that this host has lost when its address changed, is to be found again within seconds.
     */
    static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(2500), Duration.ofSeconds(30));

    /** Audio and video belong to one MediaStream (RFC 8830). */
    private static final String STREAM_ID = "natcast";

    public PublishedStreams {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException(
                    "no codec is left to publish: the channel encodes none of those that the settings name");
        }
    }

    @Override
    public PublicationSession open(PublicationSession.Listener listener) {
        LocalMedia media = media();
        // The next SSRC but one, of which the last bit is open, begins those of the layers.
        List<SimulcastLayer> layers =
                simulcast ? SimulcastLayer.of(viewers.renditions(), media.videoSsrc() | 1) : List.of();
        return new PublishedStream(this, media, layers, listener);
    }

    private LocalMedia media() {
        long video = viewers.newSsrc();
        return new LocalMedia(
                codecs,
                viewers.h264(),
                video,
                // Any other will do; drawn anew, it would be the same once in 4 billion sessions.
                video ^ 1,
                viewers.newId(),
                STREAM_ID,
                HeaderExtension.urisWithNames(),
                Set.of(RtcpFeedback.values()),
                viewers.opus());
    }

    /** From what this host has now; blocks for the look-up of names. */
    Gathering gathering(List<IceServer> ofTheEngine) throws InterruptedException {
        List<IceServer> all =
                Stream.concat(servers.get().stream(), ofTheEngine.stream()).toList();
        return new Gathering(addresses.get(), ServerLookup.resolve(all, PATIENCE), PATIENCE, egress);
    }
}
