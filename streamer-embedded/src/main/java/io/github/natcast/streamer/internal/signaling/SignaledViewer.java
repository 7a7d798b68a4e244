package io.github.natcast.streamer.internal.signaling;

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

    /** Takes what the page reports, for the timeline. */
    void report(ViewerReport report);

    /** Ends the viewer and frees its resources. Idempotent; the first reason counts. */
    void close(String reason);
}
