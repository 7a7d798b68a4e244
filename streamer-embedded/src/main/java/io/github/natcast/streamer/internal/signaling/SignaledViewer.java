package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.internal.negotiation.TrickleFragment;
import java.util.Map;
import java.util.Optional;

/** A viewer as signalling sees it. Thread-safe; no method blocks. */
public interface SignaledViewer {

    /** The answer; {@link ViewerSignals} reports candidates that are found later. */
    String answer();

    /**
     * Answers a further offer of the same peer connection, which may restart ICE (RFC 8445 §9); media and DTLS go on.
     * Local candidates are reported anew, before this returns. Empty when the offer is of another connection, which
     * needs a viewer of its own.
     *
     * @throws OfferRejectedException if it cannot be answered; the viewer goes on as before
     */
    Optional<String> answerAgain(String sdp) throws OfferRejectedException;

    /**
     * Restarts ICE with the credentials and candidates of a fragment, and returns this side's as a fragment.
     *
     * @throws OfferRejectedException if it has no credentials; the viewer goes on as before
     */
    String restart(TrickleFragment fragment) throws OfferRejectedException;

    /** The browser's username fragment in its latest ICE session (RFC 8839 §5.4). */
    String remoteUsernameFragment();

    /** Adds a candidate of the browser. It may contain a {@code .local} name, which is never resolved. */
    void addRemoteCandidate(TrickledCandidate candidate);

    /** The browser has no more candidates. */
    void endOfRemoteCandidates();

    /**
     * The answer has been written to the client's socket. Called at most once, on an event loop; never when writing
     * failed.
     */
    void onAnswerSent();

    /**
     * Takes what the page reports, for the timeline.
     *
     * @return what the server knows of the viewer's media, for the page: a JSON object without any address; empty
     *     before media flow, and when it was returned less than a second ago
     */
    Optional<Map<String, Object>> report(ViewerReport report);

    /** Ends the viewer and frees its resources. Idempotent; the first reason counts. */
    void close(String reason);

    /**
     * Hands one of the program's messages to the program, which may take its time.
     *
     * @return false when the program knows no such type
     */
    boolean message(String type, String json);
}
