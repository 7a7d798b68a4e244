package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where an offer came from. Immutable.
 *
 * @param protocol what carried it
 * @param session the name in the path, which says what is watched; {@code live} if the path has none
 * @param remoteAddress the client's, as far as it is known: as trusted proxies name it, with port 0 where they name
 *     none; otherwise the peer of the TCP connection
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
