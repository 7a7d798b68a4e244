package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.ViewerPlaces;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.Negotiation;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.RtcpFeedback;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.signaling.OutgoingMessage;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers offers (RFC 3264): it finds the channel, takes a place in it, negotiates the media, opens a viewer, writes
 * the answer, and rewrites its addresses. Thread-safe.
 */
public final class OfferAnswerer implements SignalingHandler {
    private static final Set<RtcpFeedback> FEEDBACK = Set.of(RtcpFeedback.values());
    /** Audio and video belong to one MediaStream, so that browsers play them in sync (RFC 8830). */
    private static final String STREAM_ID = "natcast";

    private final Supplier<List<IceServer>> iceServers;
    private final ChannelDirectory channels;
    private final ReachableAddresses addresses;
    private final ViewerRegistry registry;

    /**
     * @param iceServers the ICE servers for one browser, with fresh credentials; thread-safe
     * @param registry counts the offers that are not answered
     */
    public OfferAnswerer(
            Supplier<List<IceServer>> iceServers,
            ChannelDirectory channels,
            ReachableAddresses addresses,
            ViewerRegistry registry) {
        this.iceServers = iceServers;
        this.channels = channels;
        this.addresses = addresses;
        this.registry = registry;
    }

    @Override
    public Admission.Decision admit(ViewerRequest request) {
        return channels.admit(request);
    }

    @Override
    public boolean admitsEveryone() {
        return channels.admitsEveryone();
    }

    @Override
    public SignaledViewer offer(
            String sdp, ViewerRequest origin, Admission.Decision.Watch admitted, ViewerSignals signals)
            throws OfferRejectedException {
        try {
            WatchedChannel channel = channels.find(admitted.channel());
            ViewerFactory viewers = channel.viewers();
            ViewerTimeline timeline = viewers.newTimeline();
            ViewerPlaces.Place place = viewers.viewers().takePlace(ClientKey.of(origin));
            ViewerSession viewer = null;
            try {
                String id = viewers.newId();
                Negotiation agreed = Offer.parse(sdp).negotiate(media(channel, id));
                viewers.requireEncoder(agreed.plan().video(), origin);
                ToldCandidates told = new ToldCandidates(
                        Audience.of(origin),
                        agreed.plan().transport().mid(),
                        agreed.plan().transport().mediaIndex(),
                        signals);
                viewer = viewers.open(
                        place,
                        id,
                        agreed.plan(),
                        origin,
                        new Forgetting(signals, told),
                        timeline,
                        admitted.attachment());
                viewer.toldTurnServers(turnServers(admitted));
                boolean trickles = origin.protocol() == ViewerRequest.Protocol.WEBSOCKET;
                return new AnsweredViewer(
                        viewers, addresses, agreed, viewer, Audience.of(origin), told, signals, trickles);
            } catch (RuntimeException | Error bug) {
                if (viewer != null) {
                    viewer.end("its offer was not answered");
                }
                throw bug;
            } finally {
                if (viewer == null) {
                    place.close();
                }
            }
        } catch (OfferRejectedException rejected) {
            registry.countRejected();
            throw rejected;
        }
    }

    /** What the viewer was told before it made its offer. */
    private List<String> turnServers(Admission.Decision.Watch admitted) {
        return admitted.iceServers().orElseGet(iceServers).stream()
                .flatMap(server -> server.urls().stream())
                .filter(IceServerUrl::isTurn)
                .map(IceServerUrl::toString)
                .toList();
    }

    private static LocalMedia media(WatchedChannel channel, String cname) {
        ViewerFactory viewers = channel.viewers();
        long videoSsrc = viewers.newSsrc();
        return new LocalMedia(
                channel.codecs(),
                viewers.h264(),
                videoSsrc,
                // Any other will do; drawn anew, it would be the same once in 4 billion viewers.
                videoSsrc ^ 1,
                cname,
                STREAM_ID,
                HeaderExtension.uris(),
                FEEDBACK,
                viewers.opus());
    }

    /** Ends the telling of candidates with the viewer. */
    private final class Forgetting implements ViewerSignals {
        private final ViewerSignals signals;
        private final ToldCandidates told;

        Forgetting(ViewerSignals signals, ToldCandidates told) {
            this.signals = signals;
            this.told = told;
        }

        @Override
        public void onLocalCandidate(TrickledCandidate candidate) {
            signals.onLocalCandidate(candidate);
        }

        @Override
        public void onEndOfLocalCandidates() {
            signals.onEndOfLocalCandidates();
        }

        @Override
        public void onVerdict(String code, String viewer, String operator) {
            signals.onVerdict(code, viewer, operator);
        }

        @Override
        public Optional<Duration> openSince() {
            return signals.openSince();
        }

        @Override
        public void onClosed(String reason) {
            addresses.forget(told);
            signals.onClosed(reason);
        }

        @Override
        public void onRemoved(String reason) {
            addresses.forget(told);
            signals.onRemoved(reason);
        }

        @Override
        public boolean send(OutgoingMessage message) {
            return signals.send(message);
        }
    }

    @Override
    public List<IceServer> iceServers(ViewerRequest origin) {
        return iceServers.get();
    }
}
