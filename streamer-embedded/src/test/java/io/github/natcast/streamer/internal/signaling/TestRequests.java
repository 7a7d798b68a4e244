package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.access.TokenCheck;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** Requests without an HTTP server. Stateless. */
public final class TestRequests {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.1", 9);

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
                protocol, session, path, Map.of(), byName, remoteAddress, Optional.empty(), Optional.empty(), Map.of());
    }

    /** For whoever has this token, who is also the operator's; for everybody without one. */
    static SignalingSettings settings(Optional<String> token) {
        return token.map(value -> SignalingSettings.OPEN
                        .withEntrance(Entrance.quick(new TokenCheck(value::equals)))
                        .withAdmin(new AdminRule(Optional.of(value::equals), AdminRule.Trusted.NOBODY)))
                .orElse(SignalingSettings.OPEN);
    }

    /** Signalling before this handler, whose workers are the caller's thread. */
    static SignalingEndpoint endpoint(SignalingHandler handler) {
        return endpoint(handler, SignalingSettings.OPEN, Runnable::run);
    }

    /** Whose workers are the caller's to close. */
    static SignalingEndpoint endpoint(SignalingHandler handler, SignalingSettings settings, Executor workers) {
        SignalingContext context = SignalingContext.create(
                settings, SignalingLimits.DEFAULTS, handler, Reports.none(), new Random(1), workers);
        return new SignalingEndpoint(context, () -> {});
    }

    static SignalingRequest post(String path, String sdp) {
        return request("POST", path, Map.of("Content-Type", List.of(WhepEndpoint.SDP)), sdp);
    }

    static SignalingRequest webSocket(String path) {
        return request("GET", path, Map.of("Upgrade", List.of("websocket")), "");
    }

    static SignalingRequest request(String method, String path, Map<String, List<String>> headers, String body) {
        return request(method, path, headers, body, CLIENT);
    }

    static SignalingRequest request(
            String method, String path, Map<String, List<String>> headers, String body, InetSocketAddress client) {
        String[] target = path.split("\\?", 2);
        return new SignalingRequest(
                method,
                target[0],
                target.length == 2 ? target[1] : "",
                headers,
                client,
                Optional.empty(),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
