package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.util.List;

/**
 * How the streamer itself traverses the NAT in front of it, where no port is forwarded. Immutable.
 *
 * @param stunServers {@code stun:} URLs; two or more also show a symmetric NAT, for which STUN does not suffice. Empty:
 *     the media port is reachable, and nothing is sent before a viewer has sent something
 * @param iceServers its {@code turn:} server for this side relays for it, and is also asked as a STUN server
 */
public record NatSettings(List<String> stunServers, IceServers iceServers) {
    private static final NatSettings NONE = new NatSettings(List.of(), IceServers.none());

    public NatSettings {
        stunServers = List.copyOf(stunServers);
        for (String server : stunServers) {
            IceServerUrl url = IceServerUrl.parse(server);
            if (url.isTurn() || url.transport() != ForwardTransport.UDP) {
                throw new IllegalArgumentException("STUN server \"" + server
                        + "\" must be asked by UDP, from the media port; write stun:host:port");
            }
        }
        iceServers.relay().ifPresent(NatSettings::requireUdp);
    }

    private static void requireUdp(IceServer server) {
        for (IceServerUrl url : server.urls()) {
            if (!url.isTurn() || url.transport() != ForwardTransport.UDP) {
                throw new IllegalArgumentException("TURN server \"" + url
                        + "\" must be reached by UDP, from the media port; write turn:host:port");
            }
        }
    }

    /** The same, where browsers are told the STUN servers if they are told nothing else: they need one, too. */
    public NatSettings tellingBrowsers() {
        if (stunServers.isEmpty() || !iceServers.advertised().isEmpty()) {
            return this;
        }
        IceServer stun = IceServer.stun(stunServers.toArray(String[]::new));
        return new NatSettings(stunServers, new IceServers(List.of(stun), iceServers.relay(), iceServers.secret()));
    }

    /** For a media port that is reachable by itself. */
    public static NatSettings none() {
        return NONE;
    }

    /** Whether the media port is reachable by itself. */
    public boolean isEmpty() {
        return stunServers.isEmpty() && iceServers.relay().isEmpty();
    }
}
