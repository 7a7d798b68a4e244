package io.github.natcast.streamer.netty;

import io.github.natcast.streamer.internal.signaling.WhepContract;

/** WHEP in a Netty server of a program's own. */
final class NettyWhepTest extends WhepContract {
    NettyWhepTest() {
        super(NettyServer::open);
    }
}
