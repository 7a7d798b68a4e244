package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.browser.PlaybackContract;

/** A whole viewer through Jetty. */
final class JettyPlaybackTest extends PlaybackContract {
    JettyPlaybackTest() {
        super(Jetty::open, ViewerRequest.Protocol.WEBSOCKET);
    }
}
