package io.github.natcast.streamer.internal.signaling;

import java.time.Duration;
import java.util.Optional;

/** What a viewer reports to its signalling. Thread-safe; no method blocks. */
public interface ViewerSignals {

    /** A local candidate with its address rewritten for the browser. WHEP cannot deliver it and drops it. */
    void onLocalCandidate(TrickledCandidate candidate);

    /** There are no more local candidates. */
    void onEndOfLocalCandidates();

    /**
     * Tells the viewer's page why there is no picture, or a bad one; WHEP drops it.
     *
     * @param code stable; {@code none} when all is well again, and both texts are empty then
     * @param viewer what the viewer can do
     * @param operator what the operator must do, in terms that anybody may read
     */
    void onVerdict(String code, String viewer, String operator);

    /** How long the viewer's WebSocket had been open when its offer came; empty over WHEP. */
    default Optional<Duration> openSince() {
        return Optional.empty();
    }

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
