package io.github.natcast.streamer.netty;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.browser.PlaybackContract;

/** A whole viewer through a Netty server of a program's own. */
final class NettyPlaybackTest extends PlaybackContract {
    NettyPlaybackTest() {
        super(NettyServer::open, ViewerRequest.Protocol.WEBSOCKET);
    }
}
