package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.IceServer;
import io.github.natcast.streamer.internal.negotiation.Answer;
import io.github.natcast.streamer.internal.negotiation.LocalParameters;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.RtcpFeedback;
import io.github.natcast.streamer.internal.negotiation.SendPlan;
import io.github.natcast.streamer.internal.rtp.HeaderExtension;
import io.github.natcast.streamer.internal.runtime.SendSettings;
import io.github.natcast.streamer.internal.signaling.OfferOrigin;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.viewers.SharedAudio;
import io.github.natcast.streamer.internal.viewers.SharedVideo;
import io.github.natcast.streamer.internal.viewers.Subscriptions;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerRegistry;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Answers offers: reads one, opens a viewer for it, negotiates, makes the answer's addresses true, and lets the viewer
 * go on by itself. Thread-safe.
 */
public final class OfferAnswerer implements SignalingHandler {
    private static final Set<RtcpFeedback> FEEDBACK =
            Set.of(RtcpFeedback.NACK, RtcpFeedback.PICTURE_LOSS_INDICATION, RtcpFeedback.FULL_INTRA_REQUEST);
    /** One MediaStream for audio and video, so that they are played in sync (RFC 8830). */
    private static final String STREAM_ID = "natcast";

    private static final Set<String> HEADER_EXTENSIONS =
            Set.of(HeaderExtension.ABSOLUTE_CAPTURE_TIME.uri(), HeaderExtension.PLAYOUT_DELAY.uri());

    private final List<IceServer> iceServers;
    private final SendSettings sending;
    private final AddressRewriting rewriting;
    private final ViewerFactory viewers;
    private final ViewerRegistry registry;
    private final SharedVideo encodings;
    private final Optional<SharedAudio> audio;

    public OfferAnswerer(
            List<IceServer> iceServers,
            SendSettings sending,
            AddressRewriting rewriting,
            ViewerFactory viewers,
            ViewerRegistry registry,
            SharedVideo encodings,
            Optional<SharedAudio> audio) {
        this.iceServers = iceServers;
        this.sending = sending;
        this.rewriting = rewriting;
        this.viewers = viewers;
        this.registry = registry;
        this.encodings = encodings;
        this.audio = audio;
    }

    @Override
    public SignaledViewer offer(String sdp, OfferOrigin origin, ViewerSignals signals) throws OfferRejectedException {
        registry.requirePlace();
        try {
            Offer offer = Offer.parse(sdp);
            ViewerSession viewer = viewers.open(origin, offer.transport(), signals);
            try {
                return answer(offer, viewer, origin, signals);
            } catch (OfferRejectedException | RuntimeException e) {
                viewer.abandon();
                throw e;
            }
        } catch (OfferRejectedException e) {
            registry.countRejected();
            throw e;
        }
    }

    private SignaledViewer answer(Offer offer, ViewerSession viewer, OfferOrigin origin, ViewerSignals signals)
            throws OfferRejectedException {
        boolean trickles = origin.protocol() == OfferOrigin.Protocol.WEBSOCKET;
        LocalParameters local = new LocalParameters(
                viewers.newSessionId(),
                viewer.localCredentials(),
                viewers.fingerprint(),
                viewer.localCandidates(),
                !trickles,
                sending.codecs(),
                encodings.h264(),
                viewers.newSsrc(),
                viewer.id(),
                STREAM_ID,
                HEADER_EXTENSIONS,
                FEEDBACK);
        Answer answer = offer.answer(local.withAudio(audio.map(own -> own.offered(viewers.newSsrc()))));
        registry.add(viewer);
        viewer.start(answer.plan(), subscriptions(answer.plan()));
        if (trickles) {
            trickle(viewer.localCandidates(), answer, signals);
        }
        return new SignaledSession(rewriting.answer(answer.sdp()), viewer);
    }

    private Subscriptions subscriptions(SendPlan plan) {
        return new Subscriptions(
                encodings.subscribe(plan.video()),
                plan.audio().flatMap(planned -> audio).map(SharedAudio::subscribe));
    }

    /**
     * The answer carries every candidate, for clients that cannot trickle; those that can are told them again and that
     * there are no more (RFC 8838 §13).
     */
    private void trickle(List<String> candidates, Answer answer, ViewerSignals signals) {
        String mid = answer.plan().transport().mid();
        OptionalInt index = OptionalInt.of(answer.plan().transport().mediaIndex());
        for (String candidate : candidates) {
            for (String seen : rewriting.candidate(candidate, mid)) {
                signals.onLocalCandidate(new TrickledCandidate(seen, Optional.of(mid), index));
            }
        }
        signals.onEndOfLocalCandidates();
    }

    @Override
    public List<IceServer> iceServers(OfferOrigin origin) {
        return iceServers;
    }

    /** What signalling holds of a viewer. */
    private record SignaledSession(String answer, ViewerSession viewer) implements SignaledViewer {
        @Override
        public void addRemoteCandidate(TrickledCandidate candidate) {
            viewer.addRemoteCandidate(candidate.candidate());
        }

        @Override
        public void endOfRemoteCandidates() {
            // The single port only answers checks: it waits for no candidate.
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
            viewer.close(reason);
        }
    }

    /** The pictures that viewers are sent. */
    public SharedVideo encodings() {
        return encodings;
    }

    /** What viewers are sent beside pictures. */
    public Optional<SharedAudio> audio() {
        return audio;
    }
}
