package io.github.natcast.streamer.internal.signaling;

import java.util.Map;
import java.util.Optional;

/** A viewer as signalling sees it. Thread-safe; no method blocks. */
public interface SignaledViewer {

    /** The answer; {@link ViewerSignals} reports candidates that are found later. */
    String answer();

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
}
