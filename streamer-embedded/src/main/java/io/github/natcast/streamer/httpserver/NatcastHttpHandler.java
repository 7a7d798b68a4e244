package io.github.natcast.streamer.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signalling below a context of the JDK's HTTP server: WHEP, the page, health and metrics.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
 * server.createContext("/app/video", new NatcastHttpHandler(streamer.signaling()));
 * server.setExecutor(Executors.newFixedThreadPool(4));   // answering an offer takes some milliseconds
 * server.start();
 * }</pre>
 *
 * <p>That server has no WebSocket: it is answered with status 501, and the page then watches by WHEP without being
 * told. Filters and an authenticator of the context come first; whom the latter found is the
 * {@link io.github.natcast.streamer.ViewerRequest#user user} that admission sees. Thread-safe.
 */
public final class NatcastHttpHandler implements HttpHandler {
    private static final byte[] NO_WEBSOCKET = """
            {"status":501,"code":"no_websocket",\
            "detail":"This HTTP server has no WebSocket; watch by WHEP at whep/{channel}."}
            """.getBytes(StandardCharsets.UTF_8);

    private static final int DROPPED_AT_ONCE = 8192;

    private final Signaling signaling;

    /** @param signaling of a running streamer */
    public NatcastHttpHandler(Signaling signaling) {
        this.signaling = signaling;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream in = exchange.getRequestBody()) {
            MountPoint mount = new MountPoint(exchange.getHttpContext().getPath());
            Optional<String> path = mount.below(exchange.getRequestURI());
            if (path.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
            } else if (path.get().isEmpty()) {
                redirectToDirectory(exchange);
            } else {
                answer(exchange, path.get(), in);
            }
        }
    }

    /** The page names its files relative to its directory, whose URL ends with a slash. */
    private static void redirectToDirectory(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        String last = path.substring(path.lastIndexOf('/') + 1);
        exchange.getResponseHeaders().set("Location", "./" + last + "/" + (query == null ? "" : "?" + query));
        exchange.sendResponseHeaders(308, -1);
    }

    private void answer(HttpExchange exchange, String path, InputStream in) throws IOException {
        int limit = signaling.maximumBodyBytes();
        byte[] body = in.readNBytes(limit + 1); // one byte too many is refused with a reason
        SignalingRequest request = request(exchange, path, body);
        if (path.equals("/ws") || path.startsWith("/ws/")) {
            send(exchange, noWebSocket());
            return;
        }
        SignalingReply reply = signaling.answer(request);
        drop(in, limit);
        send(exchange, reply);
    }

    /** The end of a body that is too long: closing a connection with bytes unread may lose the reason on its way. */
    private static void drop(InputStream in, int limit) throws IOException {
        byte[] dropped = new byte[DROPPED_AT_ONCE];
        for (int left = limit; left > 0; ) {
            int read = in.read(dropped);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static SignalingRequest request(HttpExchange exchange, String path, byte[] body) {
        String query = exchange.getRequestURI().getRawQuery();
        Optional<Principal> user = Optional.ofNullable(exchange.getPrincipal());
        return new SignalingRequest(
                exchange.getRequestMethod(),
                path,
                query == null ? "" : query,
                exchange.getRequestHeaders(),
                exchange.getRemoteAddress(),
                user,
                body,
                exchange instanceof HttpsExchange);
    }

    private static SignalingReply noWebSocket() {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/problem+json"));
        return new SignalingReply(501, headers, NO_WEBSOCKET, () -> {});
    }

    private static void send(HttpExchange exchange, SignalingReply reply) throws IOException {
        byte[] body = reply.body();
        reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(reply.status(), -1);
        } else if (body.length == 0) {
            exchange.sendResponseHeaders(reply.status(), -1);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        reply.written().run();
    }
}
