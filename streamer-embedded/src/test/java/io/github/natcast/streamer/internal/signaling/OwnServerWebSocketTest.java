package io.github.natcast.streamer.internal.signaling;

/** The WebSocket on our own server. */
final class OwnServerWebSocketTest extends WebSocketContract {
    OwnServerWebSocketTest() {
        super(OwnServer::open);
    }
}
