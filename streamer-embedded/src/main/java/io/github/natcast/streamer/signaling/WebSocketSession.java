package io.github.natcast.streamer.signaling;

/**
 * Our end of a WebSocket, which an adapter notifies. The adapter calls one method at a time; no method blocks. After
 * {@link #onClose} or {@link #onLost} nothing more is called.
 */
public interface WebSocketSession {

    /** A whole text message, which was valid UTF-8. */
    void onText(String text);

    /** A binary message, which signalling has no use for. */
    void onBinary();

    /**
     * The client has sent nothing for a while, pongs included: {@code first} after the {@linkplain #heartbeatMillis
     * heartbeat}, when a ping is due; not {@code first} when nothing came after that either.
     */
    void onIdle(boolean first);

    /** How long a silence makes {@link #onIdle}, in milliseconds. */
    long heartbeatMillis();

    /** The socket was closed by a close frame, of either side. The viewer ends. */
    void onClose(int status);

    /** The connection broke without a close frame. The viewer goes on as long as its media path does. */
    void onLost();
}
