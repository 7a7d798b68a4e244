package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.signaling.Signaling;
import jakarta.servlet.ServletRequestListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * The WebSocket of signalling in a servlet container, beside a {@link NatcastServlet}.
 *
 * <pre>{@code
 * context.addServlet(new ServletHolder(new NatcastServlet(signaling)), "/video/*");     // Jetty
 * context.addEventListener(NatcastWebSocket.clientAddresses());
 * JakartaWebSocketServletContainerInitializer.configure(context, (servlets, container) ->
 *         NatcastWebSocket.register(container, "/video", signaling));
 * }</pre>
 *
 * <p>The handshake's headers, query and user principal reach admission. <strong>Jetty answers it before all filters of
 * the application</strong>, a login among them, unless its {@code WebSocketUpgradeFilter} is added by hand after those,
 * in a holder with the name of its class; its security handlers come first in any case. Jakarta WebSocket does not tell
 * who the client is: {@link #clientAddresses} does, in any container. The sockets cost no thread; pings, limits and
 * closing follow what signalling asks for. A client that reads nothing is disconnected after two seconds, in Tomcat up
 * to ten later. Jakarta WebSocket cannot suspend reading: who floods is disconnected instead of slowed down.
 */
public final class NatcastWebSocket {
    private NatcastWebSocket() {}

    /**
     * Deploys the {@link #endpoints}.
     *
     * @param mount the path of the servlet in its web application, such as {@code /video}; empty for all of it
     * @param signaling of a running streamer
     * @throws DeploymentException when something else has one of the paths, or the application has already started
     */
    public static void register(ServerContainer container, String mount, Signaling signaling)
            throws DeploymentException {
        for (ServerEndpointConfig endpoint : endpoints(mount, signaling)) {
            container.addEndpoint(endpoint);
        }
    }

    /**
     * What to deploy, for a framework that does it by itself: {@code /ws} and {@code /ws/{session}} below the mount
     * point, and one more for longer paths, which signalling refuses with a reason.
     *
     * @param mount as in {@link #register}
     * @throws IllegalArgumentException when the mount point is neither empty nor begins with a slash
     */
    public static List<ServerEndpointConfig> endpoints(String mount, Signaling signaling) {
        if (!mount.isEmpty() && !mount.startsWith("/")) {
            throw new IllegalArgumentException("mount \"" + mount + "\" must be empty or begin with /, as /video does");
        }
        String base = mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount;
        return List.of(
                endpoint(base + "/ws", new Handshake(signaling, 1)),
                endpoint(base + "/ws/{session}", new Handshake(signaling, 2)),
                endpoint(base + "/ws/{session}/{more}", new Handshake(signaling, 3)));
    }

    private static ServerEndpointConfig endpoint(String path, Handshake handshake) {
        return ServerEndpointConfig.Builder.create(Endpoint.class, path)
                .configurator(handshake)
                .build();
    }

    /**
     * A listener for the web application, from which the WebSockets learn their clients' addresses; as the container
     * has them, so that its own handling of {@code X-Forwarded-For} counts. Without it, in a container other than
     * Jetty, every client's address is {@code 0.0.0.0}.
     */
    public static ServletRequestListener clientAddresses() {
        return new ClientAddresses();
    }
}
