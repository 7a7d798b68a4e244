package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, copied out of Netty's buffers so that a worker thread can answer it. Immutable.
 *
 * @param path decoded, without the query
 * @param segments the path's parts: {@code /whep/live} gives {@code whep, live}
 * @param remoteAddress as {@link ViewerRequest} has it
 * @param token {@code Authorization: Bearer …}, or the query's {@code token}, which a browser's WebSocket needs
 * @param forwarded whether a proxy passed it on and says so
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
        byte[] body) {
    /** The methods of what can only be read, as {@code Allow} lists them (RFC 9110 §15.5.6). */
    static final String READING = "GET, HEAD";

    /** What proxies and tunnels add: their own address is no longer the client's. */
    private static final List<String> FORWARDING =
            List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "Via");

    private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    static Request of(FullHttpRequest http, InetSocketAddress remoteAddress) {
        QueryStringDecoder uri = new QueryStringDecoder(http.uri());
        HttpHeaders headers = http.headers();
        byte[] body = new byte[http.content().readableBytes()];
        http.content().getBytes(http.content().readerIndex(), body);
        String path = uri.path();
        List<String> segments =
                path.length() <= 1 ? List.of() : List.of(path.substring(1).split("/", -1));
        return new Request(
                http.method().name(),
                path,
                segments,
                bearer(headers).or(() -> first(uri.parameters().get("token"))),
                header(headers, "Content-Type"),
                header(headers, "If-Match"),
                header(headers, "If-None-Match"),
                header(headers, "Host"),
                uri.parameters(),
                byName(headers),
                remoteAddress,
                FORWARDING.stream().anyMatch(headers::contains),
                body);
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
        return new ViewerRequest(protocol, session, path, query, headers, remoteAddress, token, Optional.empty());
    }

    private static Optional<String> bearer(HttpHeaders headers) {
        return header(headers, "Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).trim());
    }

    private static Optional<String> first(@Nullable List<String> values) {
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    private static Map<String, List<String>> byName(HttpHeaders headers) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> byName.put(name, headers.getAll(name)));
        return Collections.unmodifiableMap(byName);
    }

    private static Optional<String> header(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
