package io.github.natcast.streamer.internal.answer;

import io.github.natcast.streamer.internal.negotiation.LocalTransport;
import io.github.natcast.streamer.internal.negotiation.Negotiation;
import io.github.natcast.streamer.internal.negotiation.Offer;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException.Code;
import io.github.natcast.streamer.internal.negotiation.RemoteTransport;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import io.github.natcast.streamer.internal.signaling.SignaledViewer;
import io.github.natcast.streamer.internal.signaling.TrickledCandidate;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import io.github.natcast.streamer.internal.signaling.ViewerSignals;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.viewers.ViewerFactory;
import io.github.natcast.streamer.internal.viewers.ViewerSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A viewer as signalling sees it: answered, and answered again when it restarts ICE. Each answer is written, and its
 * addresses rewritten, here. Thread-safe.
 */
final class AnsweredViewer implements SignaledViewer {
    private final ViewerFactory viewers;
    private final ReachableAddresses addresses;
    private final Negotiation first;
    private final ViewerSession viewer;
    private final Audience audience;
    private final ToldCandidates told;
    private final ViewerSignals signals;
    private final boolean trickles;
    private final long sessionId;
    private final String answer;
    private long version;
    private IceCredentials remote;

    /** @param trickles whether candidates follow each answer */
    AnsweredViewer(
            ViewerFactory viewers,
            ReachableAddresses addresses,
            Negotiation agreed,
            ViewerSession viewer,
            Audience audience,
            ToldCandidates told,
            ViewerSignals signals,
            boolean trickles) {
        this.viewers = viewers;
        this.addresses = addresses;
        this.first = agreed;
        this.viewer = viewer;
        this.audience = audience;
        this.told = told;
        this.signals = signals;
        this.trickles = trickles;
        this.sessionId = viewers.newSessionId();
        this.remote = agreed.plan().transport().iceCredentials();
        this.answer = write(agreed);
    }

    private String write(Negotiation agreed) {
        String text = addresses.answer(agreed.answer(transport(viewer.localCandidates())), audience);
        viewer.told(text);
        if (trickles) {
            trickle();
        }
        return text;
    }

    private LocalTransport transport(List<String> candidates) {
        return new LocalTransport(
                sessionId,
                ++version,
                viewer.localCredentials(),
                first.plan().transport().setup().localRole(),
                viewers.fingerprint(),
                candidates,
                !trickles);
    }

    /**
     * Sends the candidates of the answer once more, and then the end of candidates (RFC 8838 §13). The answer itself
     * carries them for clients that cannot trickle. Addresses that come later are sent after that end: Chromium takes
     * them, and who does not restarts ICE when the old ones fail.
     */
    private void trickle() {
        told.restart();
        addresses.follow(told);
        signals.onEndOfLocalCandidates();
    }

    @Override
    public String answer() {
        return answer;
    }

    @Override
    public synchronized Optional<String> answerAgain(String sdp) throws OfferRejectedException {
        Optional<Negotiation> next = first.again(Offer.parse(sdp));
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Negotiation agreed = next.get();
        RemoteTransport transport = agreed.plan().transport();
        restart(transport.iceCredentials());
        transport.candidates().forEach(viewer::addRemoteCandidate);
        return Optional.of(write(agreed));
    }

    @Override
    public synchronized String restart(TrickleFragment fragment) throws OfferRejectedException {
        restart(fragment.credentials()
                .orElseThrow(() -> new OfferRejectedException(
                        Code.BAD_FRAGMENT, "An ICE restart needs a=ice-ufrag and a=ice-pwd (RFC 9725 §4.3.3).")));
        fragment.candidates().forEach(candidate -> viewer.addRemoteCandidate(candidate.candidate()));
        String mid = first.plan().transport().mid().orElse("");
        return first.fragment(transport(addresses.rewritten(viewer.localCandidates(), mid, audience)));
    }

    @Override
    public synchronized String remoteUsernameFragment() {
        return remote.usernameFragment();
    }

    /** The same credentials restart nothing (RFC 8839 §4.4.1.1.1): the offer has another reason. */
    private void restart(IceCredentials credentials) throws OfferRejectedException {
        if (viewer.hasEnded()) {
            throw new OfferRejectedException(
                    Code.VIEWER_ENDED, "This viewer has ended; only a new connection can watch again.");
        }
        if (!credentials.equals(remote)) {
            viewer.restart(credentials);
            remote = credentials;
        }
    }

    @Override
    public void addRemoteCandidate(TrickledCandidate candidate) {
        viewer.addRemoteCandidate(candidate.candidate());
    }

    @Override
    public void endOfRemoteCandidates() {
        viewer.endOfRemoteCandidates();
    }

    @Override
    public void onAnswerSent() {
        viewer.answerSent();
    }

    @Override
    public Optional<Map<String, Object>> report(ViewerReport report) {
        return viewer.report(report);
    }

    @Override
    public void close(String reason) {
        viewer.end(reason);
    }

    @Override
    public boolean message(String type, String json) {
        return viewer.message(type, json);
    }
}
