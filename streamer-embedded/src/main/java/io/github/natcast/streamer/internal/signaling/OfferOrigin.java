package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where an offer came from. Immutable.
 *
 * @param protocol what carried it
 * @param session the name in the path, which says what is watched; {@code live} if the path has none
 * @param remoteAddress the peer of the TCP connection: the tunnel's or proxy's, if there is one
 * @param host the {@code Host} header
 * @param userAgent the {@code User-Agent} header
 */
public record OfferOrigin(
        Protocol protocol,
        String session,
        InetSocketAddress remoteAddress,
        Optional<String> host,
        Optional<String> userAgent) {

    /** The two ways to signal. */
    public enum Protocol {
        WEBSOCKET,
        WHEP
    }
}
