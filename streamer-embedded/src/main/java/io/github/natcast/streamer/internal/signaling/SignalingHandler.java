package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.topology.IceServer;
import java.util.List;

/**
 * Answers the offers that signalling receives, and owns the viewers that come of them. Thread-safe; called on
 * signalling's worker threads, never on an event loop, so that answering may take some milliseconds.
 */
public interface SignalingHandler {

    /**
     * Asks the program whether the client may watch, and what; {@link Admission} says when. Never throws: what the
     * program throws is a refusal.
     */
    Admission.Decision admit(ViewerRequest request);

    /** Whether the program decides nothing, so that whoever has the token, if there is one, may watch. */
    boolean admitsEveryone();

    /**
     * Answers an offer with a new viewer.
     *
     * @param sdp the offer as received, no longer than signalling's limit
     * @param admitted what {@link #admit} decided
     * @param signals receives what happens to the viewer; may be called before this method returns
     * @throws OfferRejectedException if the offer cannot be answered, or no place is free, or the handler is closing
     */
    SignaledViewer offer(String sdp, ViewerRequest origin, Admission.Decision.Watch admitted, ViewerSignals signals)
            throws OfferRejectedException;

    /**
     * The STUN and TURN servers for the browser to use. Called for every WebSocket and every WHEP request that reports
     * them, so that time-limited credentials are fresh.
     */
    List<IceServer> iceServers(ViewerRequest origin);
}
