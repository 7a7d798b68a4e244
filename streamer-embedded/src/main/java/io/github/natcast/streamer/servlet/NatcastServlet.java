package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * Signalling below a servlet's path: WHEP, the page, health and metrics. {@link NatcastWebSocket} adds the WebSocket;
 * without it, the page watches by WHEP.
 *
 * <pre>{@code
 * ServletContextHandler context = new ServletContextHandler("/app");       // Jetty
 * context.addServlet(new ServletHolder(new NatcastServlet(streamer.signaling())), "/video/*");
 * }</pre>
 *
 * <p>Map it to {@code /*} or to a path that ends so. What the container and its filters do first, such as a login,
 * applies: the request's user principal is the {@link io.github.natcast.streamer.ViewerRequest#user user} that
 * admission sees. Answering an offer takes some milliseconds of the request's thread. Thread-safe.
 */
@SuppressWarnings("serial") // as every servlet is, and no container serializes one
public final class NatcastServlet extends HttpServlet {
    private static final int DROPPED_AT_ONCE = 8192;

    private final transient Signaling signaling;

    /** @param signaling of a running streamer */
    public NatcastServlet(Signaling signaling) {
        this.signaling = signaling;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        String path = ServletRequests.pathBelow(http);
        if (path.isEmpty()) {
            redirectToDirectory(http, response);
            return;
        }
        InputStream in = http.getInputStream();
        int limit = signaling.maximumBodyBytes();
        byte[] body = in.readNBytes(limit + 1); // one byte too many is refused with a reason
        SignalingReply reply = signaling.answer(ServletRequests.of(http, path, body));
        drop(in, limit);
        send(http, response, reply);
    }

    /** The page names its files relative to its directory, whose URL ends with a slash. */
    private static void redirectToDirectory(HttpServletRequest http, HttpServletResponse response) {
        String path = http.getRequestURI();
        String query = http.getQueryString();
        response.setStatus(308);
        response.setHeader(
                "Location",
                "./" + path.substring(path.lastIndexOf('/') + 1) + "/" + (query == null ? "" : "?" + query));
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

    private static void send(HttpServletRequest http, HttpServletResponse response, SignalingReply reply)
            throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = reply.body();
        if (reply.status() != 204 && reply.status() != 304) {
            response.setContentLength(body.length);
        }
        if (!http.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
        reply.written().run();
    }
}
