package io.github.natcast.examples;

import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.servlet.NatcastServlet;
import io.github.natcast.streamer.servlet.NatcastWebSocket;
import io.github.natcast.streamer.signaling.Signaling;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the video below {@code /app/video} of a web application in Jetty, WebSocket included. No port but Jetty's
 * carries HTTP. Arguments: Jetty's port and the media port; 8080 and 10111 unless given.
 */
public final class JettyExample {
    private JettyExample() {}

    // Jetty does not say which exceptions its start may throw.
    public static void main(String[] arguments) throws Exception {
        Logging.install();
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        int mediaPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10111;
        Server server = new Server(port);
        try (Streamer streamer =
                Streamer.builder().noHttpPort().mediaPort(mediaPort).build()) {
            streamer.start();
            server.setHandler(application(streamer.signaling()));
            try {
                server.start();
                ServerConnector connector = (ServerConnector) server.getConnectors()[0];
                System.out.println("watch at http://127.0.0.1:" + connector.getLocalPort() + "/app/video/");
                server.join();
            } finally {
                server.stop();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A filter for a login goes before the servlet as ever. For it to see the WebSocket as well, add Jetty's
     * {@code WebSocketUpgradeFilter} after it, in a holder that is named like its class.
     */
    private static ServletContextHandler application(Signaling signaling) {
        ServletContextHandler application = new ServletContextHandler("/app");
        application.addServlet(new ServletHolder(new NatcastServlet(signaling)), "/video/*");
        application.addEventListener(NatcastWebSocket.clientAddresses());
        JakartaWebSocketServletContainerInitializer.configure(
                application, (context, container) -> NatcastWebSocket.register(container, "/video", signaling));
        return application;
    }
}
