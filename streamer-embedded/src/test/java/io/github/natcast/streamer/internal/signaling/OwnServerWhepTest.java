package io.github.natcast.streamer.internal.signaling;

/** WHEP on our own server. */
final class OwnServerWhepTest extends WhepContract {
    OwnServerWhepTest() {
        super(OwnServer::open);
    }
}
