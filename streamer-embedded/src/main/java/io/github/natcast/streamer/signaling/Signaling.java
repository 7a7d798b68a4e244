package io.github.natcast.streamer.signaling;

/**
 * What an HTTP server passes requests to so that browsers can watch: {@code /ws/{session}}, {@code /whep/{channel}},
 * the page, its scripts, {@code /healthz}, {@code /livez}, {@code /readyz}, {@code /metrics} and {@code /viewers}, all
 * below a mount point of the program's choice. {@link io.github.natcast.streamer.Streamer#signaling()} has it while the
 * streamer runs. Thread-safe.
 */
public interface Signaling {

    /**
     * The largest body of a request that is of use, in bytes. {@link #answer} refuses a longer one with status 413, so
     * that an adapter need not read more than one byte beyond.
     */
    int maximumBodyBytes();

    /**
     * The largest message of a WebSocket that is of use, in bytes; an adapter closes on longer ones with status 1009.
     */
    int maximumMessageBytes();

    /**
     * Answers a request. Blocks for some milliseconds while an offer is answered, and for as long as the program's
     * {@link io.github.natcast.streamer.Admission} takes: call it on a worker thread, not on an event loop.
     */
    SignalingReply answer(SignalingRequest request);

    /**
     * Whether {@link #answer} may take long for this request; otherwise it answers at once, and may be called on an
     * event loop: the page, health and metrics, which stay reachable then while all workers are busy.
     */
    boolean mayBlock(SignalingRequest request);

    /** Whether the request, which asks for an upgrade to WebSocket, is for {@link #open}. */
    boolean isWebSocket(SignalingRequest request);

    /**
     * Takes over a WebSocket whose opening handshake is complete; also one that will be refused, because a browser only
     * learns the reason from a message and a close code (44xx). Does not block.
     *
     * @param request that asked for the upgrade
     * @param peer the other end, to which messages may be sent from now on, before this method returns, too
     */
    WebSocketSession open(SignalingRequest request, WebSocketPeer peer);
}
