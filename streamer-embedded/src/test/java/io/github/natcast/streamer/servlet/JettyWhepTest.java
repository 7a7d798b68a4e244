package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.internal.signaling.WhepContract;

/** WHEP in Jetty. */
final class JettyWhepTest extends WhepContract {
    JettyWhepTest() {
        super(Jetty::open);
    }
}
