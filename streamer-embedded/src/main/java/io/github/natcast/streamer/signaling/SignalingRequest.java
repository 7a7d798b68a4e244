package io.github.natcast.streamer.signaling;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An HTTP request, as signalling sees it. Immutable.
 *
 * @param method such as {@code POST}
 * @param path below the mount point, percent-encoded as it came, beginning with {@code /} and without the query
 * @param query percent-encoded as it came, without {@code ?}; empty when there is none
 * @param headers by name; copied into a map that ignores case
 * @param remoteAddress the peer of the TCP connection; signalling itself looks at {@code X-Forwarded-For}
 * @param user whom the HTTP server has authenticated
 * @param body the whole body; not copied, and not to be changed any more
 * @param secure whether it came over TLS; signalling itself looks at {@code X-Forwarded-Proto}
 */
public record SignalingRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        InetSocketAddress remoteAddress,
        Optional<Principal> user,
        byte[] body,
        boolean secure) {

    public SignalingRequest {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path \"" + path + "\" must begin with /");
        }
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.merge(name, List.copyOf(values), SignalingRequest::join));
        headers = Collections.unmodifiableMap(copy);
    }

    /** Without TLS, as far as the adapter knows. */
    public SignalingRequest(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            InetSocketAddress remoteAddress,
            Optional<Principal> user,
            byte[] body) {
        this(method, path, query, headers, remoteAddress, user, body, false);
    }

    private static List<String> join(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Names neither query nor headers, which hold secrets. */
    @Override
    public String toString() {
        return method + " " + path + " from " + remoteAddress;
    }
}
