package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.internal.signaling.WebSocketContract;

/** The WebSocket in Jetty. */
final class JettyWebSocketTest extends WebSocketContract {
    JettyWebSocketTest() {
        super(Jetty::open);
    }
}
