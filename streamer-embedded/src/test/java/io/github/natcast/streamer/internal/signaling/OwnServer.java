package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import io.github.natcast.streamer.signaling.Signaling;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The server that a streamer has where the program brings none. */
final class OwnServer {
    private OwnServer() {}

    static Carrier open(Signaling signaling) throws Exception {
        SignalingServer server = SignalingServer.start(
                new ListenSettings(
                        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                        Optional.empty(),
                        TrustedSources.NONE),
                (SignalingEndpoint) signaling);
        return new Carrier(server.httpAddress().orElseThrow().getPort(), "", server);
    }
}
