package io.github.natcast.streamer;

import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServerUrl;
import java.util.List;

/**
 * How the streamer itself gets through the NAT that it is behind, where no port is forwarded. Immutable.
 *
 * @param stunServers {@code stun:} URLs; with two or more a NAT is recognized that these servers do not suffice for. Empty:
 *     the media port is reachable, and nothing is sent before a viewer sent something
 */
public record OutboundSettings(List<String> stunServers) {
    private static final OutboundSettings NONE = new OutboundSettings(List.of());

    public OutboundSettings {
        stunServers = List.copyOf(stunServers);
        for (String server : stunServers) {
            IceServerUrl url = IceServerUrl.parse(server);
            if (url.isTurn() || url.transport() != ForwardTransport.UDP) {
                throw new IllegalArgumentException("STUN server \"" + server
                        + "\" must be asked by UDP, from the media port; write stun:host:port");
            }
        }
    }

    /** The media port is reachable by itself. */
    public static OutboundSettings none() {
        return NONE;
    }

    /** Whether nothing is wanted. */
    public boolean isEmpty() {
        return stunServers.isEmpty();
    }
}
