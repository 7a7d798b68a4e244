package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;

/**
 * A WebSocket that is opened only to say why it cannot be used: a browser tells its page neither status nor body of a
 * refused upgrade. What the client sends is dropped. Immutable.
 */
final class RefusedSession implements WebSocketSession {
    private final WebSocketPeer peer;
    private final long heartbeatMillis;

    private RefusedSession(WebSocketPeer peer, long heartbeatMillis) {
        this.peer = peer;
        this.heartbeatMillis = heartbeatMillis;
    }

    static WebSocketSession refuse(WebSocketPeer peer, Problem problem, SignalingContext context) {
        peer.send(context.messages().error(problem), () -> {});
        peer.close(problem.closeCode(), problem.code());
        return new RefusedSession(peer, context.limits().heartbeat().toMillis());
    }

    @Override
    public long heartbeatMillis() {
        return heartbeatMillis;
    }

    /** Nobody is waited for. */
    @Override
    public void onIdle(boolean first) {
        peer.abort();
    }

    @Override
    public void onText(String text) {}

    @Override
    public void onBinary() {}

    @Override
    public void onClose(int status) {}

    @Override
    public void onLost() {}
}
