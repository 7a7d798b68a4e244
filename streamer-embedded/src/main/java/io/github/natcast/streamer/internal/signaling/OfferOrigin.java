package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where an offer came from. Immutable.
 *
 * @param protocol how it came
 * @param session the session's name in the path, {@code live} when the path has none
 * @param remoteAddress the other end of the TCP connection; behind a tunnel or proxy, the near end of that
 * @param host the {@code Host} that the browser asked for
 * @param userAgent the browser's {@code User-Agent}
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
