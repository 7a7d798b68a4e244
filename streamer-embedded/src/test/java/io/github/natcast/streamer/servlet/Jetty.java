package io.github.natcast.streamer.servlet;

import io.github.natcast.streamer.internal.signaling.Carrier;
import io.github.natcast.streamer.signaling.Signaling;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.ee10.websocket.servlet.WebSocketUpgradeFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Signalling in Jetty, in a web application at {@code /app} and below {@code /video} in it. */
final class Jetty {
    private Jetty() {}

    static Carrier open(Signaling signaling) throws Exception {
        return open(signaling, "somebody", true);
    }

    /** @param user whom a filter of the application says that every client is */
    static Carrier open(Signaling signaling, String user, boolean listensForAddresses) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler application = new ServletContextHandler("/app");
        application.addFilter(new FilterHolder(login(() -> user)), "/*", EnumSet.of(DispatcherType.REQUEST));
        // Under this name Jetty finds it. Otherwise it puts its own before the login.
        FilterHolder upgrade = new FilterHolder(WebSocketUpgradeFilter.class);
        upgrade.setName(WebSocketUpgradeFilter.class.getName());
        application.addFilter(upgrade, "/*", EnumSet.of(DispatcherType.REQUEST));
        application.addServlet(new ServletHolder(new NatcastServlet(signaling)), "/video/*");
        if (listensForAddresses) {
            application.addEventListener(NatcastWebSocket.clientAddresses());
        }
        JakartaWebSocketServletContainerInitializer.configure(
                application, (context, container) -> NatcastWebSocket.register(container, "/video", signaling));
        server.setHandler(application);
        server.start();
        return new Carrier(connector.getLocalPort(), "/app/video", server::stop);
    }

    private static Filter login(Principal user) {
        return (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return user;
                    }
                },
                response);
    }
}
