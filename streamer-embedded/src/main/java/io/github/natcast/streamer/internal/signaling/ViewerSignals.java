package io.github.natcast.streamer.internal.signaling;

/** What a viewer reports to its signalling. Thread-safe; no method blocks. */
public interface ViewerSignals {

    /** A local candidate with its address rewritten for the browser. WHEP cannot deliver it and drops it. */
    void onLocalCandidate(TrickledCandidate candidate);

    /** There are no more local candidates. */
    void onEndOfLocalCandidates();

    /** The viewer has ended, for whatever reason. No other call follows. */
    void onClosed(String reason);

    /** The program that embeds the streamer ended the viewer: it is not wanted back. No other call follows. */
    void onRemoved(String reason);

    /**
     * Sends a message of the program's to the viewer.
     *
     * @return whether it is on its way; not over WHEP, nor when the socket is gone or its client reads too slowly
     */
    boolean send(OutgoingMessage message);
}
