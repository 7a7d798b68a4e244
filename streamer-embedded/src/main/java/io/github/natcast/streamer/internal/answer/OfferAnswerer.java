package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
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
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers offers (RFC 3264): it takes a place, negotiates the media, opens a viewer, writes the answer, and rewrites
 * its addresses. Thread-safe.
 */
public final class OfferAnswerer implements SignalingHandler {
    private static final Set<RtcpFeedback> FEEDBACK = Set.of(RtcpFeedback.values());
    /** Audio and video belong to one MediaStream, so that browsers play them in sync (RFC 8830). */
    private static final String STREAM_ID = "natcast";

    private final Supplier<List<IceServer>> iceServers;
    private final List<VideoCodec> codecs;
    private final ReachableAddresses addresses;
    private final ViewerRegistry registry;
    private final ViewerFactory viewers;

    /**
     * @param iceServers the ICE servers for one browser, with fresh credentials; thread-safe
     * @param codecs the codecs that can be encoded, in order of preference
     */
    public OfferAnswerer(
            Supplier<List<IceServer>> iceServers,
            List<VideoCodec> codecs,
            ReachableAddresses addresses,
            ViewerRegistry registry,
            ViewerFactory viewers) {
        this.iceServers = iceServers;
        this.codecs = List.copyOf(codecs);
        this.addresses = addresses;
        this.registry = registry;
        this.viewers = viewers;
    }

    @Override
    public Admission.Decision admit(ViewerRequest request) {
        return Admission.watch("live");
    }

    @Override
    public SignaledViewer offer(
            String sdp, ViewerRequest origin, Admission.Decision.Watch admitted, ViewerSignals signals)
            throws OfferRejectedException {
        ViewerTimeline timeline = viewers.newTimeline();
        try {
            ViewerRegistry.Place place = registry.takePlace();
            ViewerSession viewer = null;
            try {
                String id = viewers.newId();
                Negotiation agreed = Offer.parse(sdp).negotiate(media(id));
                ToldCandidates told = new ToldCandidates(
                        Audience.of(origin),
                        agreed.plan().transport().mid(),
                        agreed.plan().transport().mediaIndex(),
                        signals);
                viewer = viewers.open(place, id, agreed.plan(), origin, new Forgetting(signals, told), timeline);
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

    private LocalMedia media(String cname) {
        long videoSsrc = viewers.newSsrc();
        return new LocalMedia(
                codecs,
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
