package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.connection.ViewerTimeline;
import io.github.natcast.streamer.internal.negotiation.LocalMedia;
import io.github.natcast.streamer.internal.negotiation.Negotiation;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.RtcpFeedback;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.signaling.OfferOrigin;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import io.github.natcast.topology.IceServer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Answers offers (RFC 3264): it takes a place, negotiates the media, opens a viewer, writes the answer, and rewrites
 * its addresses. Thread-safe.
 */
public final class OfferAnswerer implements SignalingHandler {
    private static final Set<RtcpFeedback> FEEDBACK = Set.of(RtcpFeedback.values());
    /** Audio and video belong to one MediaStream, so that browsers play them in sync (RFC 8830). */
    private static final String STREAM_ID = "natcast";

    private final List<IceServer> iceServers;
    private final List<VideoCodec> codecs;
    private final AddressRewriting rewriting;
    private final ViewerRegistry registry;
    private final ViewerFactory viewers;

    /**
     * @param iceServers the ICE servers for browsers
     * @param codecs the codecs that can be encoded, in order of preference
     */
    public OfferAnswerer(
            List<IceServer> iceServers,
            List<VideoCodec> codecs,
            AddressRewriting rewriting,
            ViewerRegistry registry,
            ViewerFactory viewers) {
        this.iceServers = List.copyOf(iceServers);
        this.codecs = List.copyOf(codecs);
        this.rewriting = rewriting;
        this.registry = registry;
        this.viewers = viewers;
    }

    @Override
    public SignaledViewer offer(String sdp, OfferOrigin origin, ViewerSignals signals) throws OfferRejectedException {
        ViewerTimeline timeline = viewers.newTimeline();
        try {
            ViewerRegistry.Place place = registry.takePlace();
            ViewerSession viewer = null;
            try {
                String id = viewers.newId();
                Negotiation agreed = Offer.parse(sdp).negotiate(media(id));
                viewer = viewers.open(place, id, agreed.plan(), origin, signals, timeline);
                return answer(agreed, viewer, origin, signals);
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

    private SignaledViewer answer(Negotiation agreed, ViewerSession viewer, OfferOrigin origin, ViewerSignals signals) {
        boolean trickles = origin.protocol() == OfferOrigin.Protocol.WEBSOCKET;
        String answer = rewriting.answer(agreed.answer(viewers.transportOf(viewer, trickles)));
        if (trickles) {
            trickle(viewer.localCandidates(), agreed, signals);
        }
        return new AnsweredViewer(answer, viewer);
    }

    /**
     * Sends the candidates of the answer once more, and then the end of candidates (RFC 8838 §13). The answer itself
     * carries them for clients that cannot trickle.
     */
    private void trickle(List<String> candidates, Negotiation agreed, ViewerSignals signals) {
        String mid = agreed.plan().transport().mid();
        OptionalInt index = OptionalInt.of(agreed.plan().transport().mediaIndex());
        for (String candidate : candidates) {
            for (String rewritten : rewriting.candidate(candidate, mid)) {
                signals.onLocalCandidate(new TrickledCandidate(rewritten, Optional.of(mid), index));
            }
        }
        signals.onEndOfLocalCandidates();
    }

    @Override
    public List<IceServer> iceServers(OfferOrigin origin) {
        return iceServers;
    }

    /** The viewer as signalling sees it. */
    private record AnsweredViewer(String answer, ViewerSession viewer) implements SignaledViewer {
        @Override
        public void addRemoteCandidate(TrickledCandidate candidate) {
            viewer.addRemoteCandidate(candidate.candidate());
        }

        @Override
        public void endOfRemoteCandidates() {
            // The server only answers checks and does not wait for candidates.
        }

        @Override
        public void onAnswerSent() {
            viewer.answerSent();
        }

        @Override
        public void report(ViewerReport report) {
            viewer.report(report);
        }

        @Override
        public void close(String reason) {
            viewer.end(reason);
        }
    }
}
