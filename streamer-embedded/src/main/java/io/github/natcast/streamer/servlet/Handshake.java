package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingRequest;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the request that asked for a WebSocket: an endpoint sees only parts of it. Its properties are each connection's
 * own (Jakarta WebSocket 2.1 §3.1.6). Thread-safe.
 */
final class Handshake extends ServerEndpointConfig.Configurator {
    private static final String REQUEST = Handshake.class.getName();
    /** Jetty's name for the client's address. */
    private static final String REMOTE_ADDRESS = "jakarta.websocket.endpoint.remoteAddress";

    /** Where a container tells the scheme at all. */
    private static final Set<String> SECURE = Set.of("wss", "https");

    private final Signaling signaling;
    private final int segments;

    /** @param segments how many of the path's last segments are below the mount point */
    Handshake(Signaling signaling, int segments) {
        this.signaling = signaling;
        this.segments = segments;
    }

    /** The request of the session's handshake. */
    static SignalingRequest request(Session session) {
        Object kept = session.getUserProperties().get(REQUEST);
        return (SignalingRequest) Objects.requireNonNull(kept, "the container has not kept the handshake's properties");
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest http, HandshakeResponse response) {
        Map<String, Object> properties = config.getUserProperties();
        String query = http.getQueryString();
        properties.put(
                REQUEST,
                new SignalingRequest(
                        "GET",
                        lastSegments(http.getRequestURI().getRawPath()),
                        query == null ? "" : query,
                        http.getHeaders(),
                        remoteAddress(properties),
                        Optional.ofNullable(http.getUserPrincipal()),
                        new byte[0],
                        SECURE.contains(String.valueOf(http.getRequestURI().getScheme()))));
    }

    /** Not the mount point, nor the context of the web application before it, which a handshake does not name. */
    private String lastSegments(String path) {
        int start = path.length();
        for (int segment = 0; segment < segments; segment++) {
            start = path.lastIndexOf('/', start - 1);
        }
        return path.substring(start).replaceAll(";[^/]*", "");
    }

    private static InetSocketAddress remoteAddress(Map<String, Object> properties) {
        return ClientAddresses.current()
                .orElseGet(() -> properties.get(REMOTE_ADDRESS) instanceof InetSocketAddress jetty
                        ? jetty
                        : ClientAddresses.UNKNOWN);
    }

    /** Signalling looks at it, and tells the page why it may not watch; a refused handshake would not. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(new SocketEndpoint(signaling));
    }
}
