package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.topology.IceServer;
import java.util.List;

/**
 * What answers the offers that signalling carries. Thread-safe; called on signalling's own worker threads, never on its
 * event loop, so that answering may take some milliseconds.
 */
public interface SignalingHandler {

    /**
     * Answers an offer with a new viewer.
     *
     * @param sdp the offer as it came, at most as long as signalling's limit allows
     * @param signals where the viewer tells what happens next; may be called before this method returns
     */
    SignaledViewer offer(String sdp, OfferOrigin origin, ViewerSignals signals) throws OfferRejectedException;

    /**
     * The STUN and TURN servers that the browser is to use. Asked anew for every WebSocket and every WHEP request, so
     * that time-limited credentials stay valid.
     */
    List<IceServer> iceServers(OfferOrigin origin);
}
