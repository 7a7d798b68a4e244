package io.github.natcast.streamer.internal.signaling;

/** What a viewer tells its signalling. Thread-safe, never blocks. */
public interface ViewerSignals {

    /** A local candidate, rewritten for the browser. WHEP has no way to deliver it and drops it. */
    void onLocalCandidate(TrickledCandidate candidate);

    /** No local candidate follows. */
    void onEndOfLocalCandidates();

    /** The viewer ended, whoever ended it. No further call follows. */
    void onClosed(String reason);
}
