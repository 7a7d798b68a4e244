package io.github.natcast.streamer.httpserver;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.browser.PlaybackContract;

/** A whole viewer through the JDK's HTTP server, which has no WebSocket. */
final class JdkPlaybackTest extends PlaybackContract {
    JdkPlaybackTest() {
        super(JdkWhepTest::open, ViewerRequest.Protocol.WHEP);
    }
}
