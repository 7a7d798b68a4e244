package io.github.natcast.streamer;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks to watch, and what. Immutable.
 *
 * @param protocol by which the viewer signals
 * @param session the name in the path of the WebSocket or the WHEP endpoint, decoded; {@code live} if the path has none
 * @param path the request's path below the mount point, decoded, such as {@code /ws/room-7}
 * @param query the parameters of the query by name, decoded, in their order; the token is among them where it came so
 * @param headers by name; the map ignores case. A {@code Cookie} or {@code Authorization} among them is a secret
 * @param remoteAddress the client's, as far as it is known: as trusted proxies name it, with port 0 where they name
 *     none; otherwise the peer of the TCP connection
 * @param token {@code Authorization: Bearer …}, the query's {@code token}, or the one of a WebSocket's first message
 * @param user whom the HTTP server that the streamer is plugged into has authenticated; empty on a port of our own
 * @param claims what {@link io.github.natcast.streamer.security.Access} found out about the viewer: of a JSON Web
 *     Token, all that it says, as strings, numbers, booleans, dates, and lists and maps of them; empty otherwise
 */
public record ViewerRequest(
        Protocol protocol,
        String session,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InetSocketAddress remoteAddress,
        Optional<String> token,
        Optional<Principal> user,
        Map<String, Object> claims) {

    /** The two ways to signal. */
    public enum Protocol {
        WEBSOCKET,
        WHEP
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The first value of a parameter of the query. */
    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The same with this token; an empty text for none. */
    public ViewerRequest withToken(String value) {
        Optional<String> given = value.isEmpty() ? Optional.empty() : Optional.of(value);
        return new ViewerRequest(protocol, session, path, query, headers, remoteAddress, given, user, claims);
    }

    /** The same, with what is known of the viewer. */
    public ViewerRequest withClaims(Map<String, Object> value) {
        return new ViewerRequest(protocol, session, path, query, headers, remoteAddress, token, user, value);
    }

    /** Names neither headers nor query, which hold secrets. */
    @Override
    public String toString() {
        return protocol + " " + path + " from " + remoteAddress;
    }
}
