package io.github.natcast.streamer.internal.signaling;

/** One viewer as signalling sees it. Thread-safe; every method returns soon. */
public interface SignaledViewer {

    /** The answer, complete but for candidates that {@link ViewerSignals} brings later. */
    String answer();

    /** A candidate of the browser. It may name a {@code .local} host: such names are never resolved. */
    void addRemoteCandidate(TrickledCandidate candidate);

    /** The browser has no further candidates. */
    void endOfRemoteCandidates();

    /**
     * The answer has been written to the client's socket. Called at most once, on an event loop; never when writing
     * failed.
     */
    void onAnswerSent();

    /** What the page saw, for the timeline. */
    void report(ViewerReport report);

    /** Ends the viewer and frees what it held. Idempotent. */
    void close(String reason);
}
