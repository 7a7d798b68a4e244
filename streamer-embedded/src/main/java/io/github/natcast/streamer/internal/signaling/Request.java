package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.forwarded.ForwardedFor;
import io.github.natcast.streamer.internal.forwarded.ForwardedTarget;
import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP request, decoded; every server's in the same way. Immutable.
 *
 * @param path decoded, without the query
 * @param segments the path's parts, each decoded: {@code /whep/live} gives {@code whep, live}
 * @param remoteAddress as {@link ViewerRequest} has it
 * @param token {@code Authorization: Bearer …}, or the query's {@code token}, which a browser's WebSocket needs
 * @param forwarded whether a proxy passed it on and says so
 * @param user whom the HTTP server has authenticated
 * @param secure whether the client sent it over TLS, to this server or to a proxy in front
 * @param authority the host that the client asked, by its {@code Host}, or what trusted proxies say that it was
 */
record Request(
        String method,
        String path,
        List<String> segments,
        Optional<String> token,
        Optional<String> contentType,
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<String> host,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InetSocketAddress remoteAddress,
        boolean forwarded,
        Optional<Principal> user,
        byte[] body,
        boolean secure,
        Optional<String> authority) {
    /** The methods of what can only be read, as {@code Allow} lists them (RFC 9110 §15.5.6). */
    static final String READING = "GET, HEAD";

    /** What proxies and tunnels add: their own address is no longer the client's. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "CF-Connecting-IP", "Via");

    private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    /**
     * @param forwarders of whom the HTTP proxies count here
     * @throws IllegalArgumentException when the path or the query is not percent-encoded correctly
     */
    static Request of(SignalingRequest http, Forwarders forwarders) {
        String path = PercentEncoding.decode(http.path());
        Map<String, List<String>> query = PercentEncoding.parameters(http.query());
        ForwardedTarget target =
                ForwardedTarget.of(http.remoteAddress().getAddress(), http.headers(), forwarders.httpProxies());
        return new Request(
                http.method(),
                path,
                segments(http.path()),
                bearer(http)
                        .or(() ->
                                query.getOrDefault("token", List.of()).stream().findFirst()),
                http.header("Content-Type"),
                http.header("If-Match"),
                http.header("If-None-Match"),
                http.header("Host"),
                query,
                http.headers(),
                client(http, forwarders),
                FORWARDING.stream().anyMatch(http.headers()::containsKey),
                http.user(),
                http.body(),
                target.scheme().map("https"::equals).orElse(http.secure()),
                target.host().or(() -> http.header("Host")));
    }

    /** Cut first, then decoded: a slash that was percent-encoded separates nothing (RFC 3986 §2.2, §2.4). */
    private static List<String> segments(String path) {
        return path.length() <= 1
                ? List.of()
                : Arrays.stream(path.substring(1).split("/", -1))
                        .map(PercentEncoding::decode)
                        .toList();
    }

    /** By what trusted proxies say; their headers name no port. */
    private static InetSocketAddress client(SignalingRequest http, Forwarders forwarders) {
        InetSocketAddress peer = http.remoteAddress();
        InetAddress client = ForwardedFor.client(
                peer.getAddress(),
                http.headers().getOrDefault("X-Forwarded-For", List.of()),
                http.headers().getOrDefault("Forwarded", List.of()),
                forwarders.httpProxies());
        return client.equals(peer.getAddress()) ? peer : new InetSocketAddress(client, 0);
    }

    /** What the client shows of who it is; empty if it shows nothing. */
    String credentials() {
        return token.or(() -> headers.getOrDefault("Authorization", List.of()).stream()
                        .findFirst())
                .orElse("");
    }

    /** Whether it only reads: GET or HEAD. */
    boolean reads() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Whether the client is on this machine: not behind a proxy on it, and no page of another site whose name was made
     * to point here. A tunnel that passes bytes on unread can still bring strangers who say so.
     */
    boolean isLocal() {
        return remoteAddress.getAddress().isLoopbackAddress()
                && !forwarded
                && host.map(name -> LOCAL_HOST.matcher(name).matches()).orElse(false);
    }

    /** Whether the content has this media type, whatever its case and parameters. */
    boolean isOfType(String mediaType) {
        return contentType
                .map(value -> value.split(";", 2)[0].trim().equalsIgnoreCase(mediaType))
                .orElse(false);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    ViewerRequest origin(ViewerRequest.Protocol protocol, String session) {
        return new ViewerRequest(protocol, session, path, query, headers, remoteAddress, token, user, Map.of());
    }

    private static Optional<String> bearer(SignalingRequest http) {
        return http.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
    }
}
