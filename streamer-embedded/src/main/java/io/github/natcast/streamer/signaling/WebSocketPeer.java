package io.github.natcast.streamer.signaling;

/**
 * The client's end of a WebSocket, which an adapter implements. Thread-safe; no method blocks or throws, also when the
 * connection is gone.
 */
public interface WebSocketPeer {

    /**
     * Whether a message that is sent now would leave at once, or nearly so. A peer that does not read makes this false;
     * signalling then closes the socket instead of filling memory.
     */
    boolean isWritable();

    /**
     * Sends a text message, after those sent before.
     *
     * @param written run once the message has been handed to the socket, from any thread; never if that fails
     */
    void send(String text, Runnable written);

    /** Sends a ping (RFC 6455 §5.5.2); a server that pings by itself does nothing. */
    void ping();

    /** Begins the closing handshake (RFC 6455 §7), and ends the connection when the client does not answer soon. */
    void close(int status, String reason);

    /** Ends the connection at once. */
    void abort();

    /**
     * Suspends or resumes reading, so that TCP slows down a client that floods. A server that cannot do that does
     * nothing: signalling then closes the socket when too much has piled up.
     *
     * @return whether it can
     */
    boolean setReading(boolean reading);
}
