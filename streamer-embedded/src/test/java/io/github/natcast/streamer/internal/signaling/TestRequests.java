package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests without an HTTP server. Stateless. */
public final class TestRequests {
    private TestRequests() {}

    /** With no query, header, token or user. */
    public static ViewerRequest of(ViewerRequest.Protocol protocol, String session, InetSocketAddress remoteAddress) {
        return of(protocol, session, remoteAddress, Map.of());
    }

    /** With these headers, one value each. */
    public static ViewerRequest of(
            ViewerRequest.Protocol protocol,
            String session,
            InetSocketAddress remoteAddress,
            Map<String, String> headers) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> byName.put(name, List.of(value)));
        String path = (protocol == ViewerRequest.Protocol.WEBSOCKET ? "/ws/" : "/whep/") + session;
        return new ViewerRequest(
                protocol, session, path, Map.of(), byName, remoteAddress, Optional.empty(), Optional.empty());
    }
}
