package io.github.natcast.streamer.netty;

import io.github.natcast.streamer.internal.signaling.WebSocketContract;

/** The WebSocket in a Netty server of a program's own. */
final class NettyWebSocketTest extends WebSocketContract {
    NettyWebSocketTest() {
        super(NettyServer::open);
    }
}
