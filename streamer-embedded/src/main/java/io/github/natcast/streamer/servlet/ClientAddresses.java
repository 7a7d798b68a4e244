package io.github.natcast.streamer.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, while a thread handles a request, where that comes from: the handshake of Jakarta WebSocket 2.1 tells no
 * address, but runs on the thread of its HTTP request, which a listener sees before every filter. Thread-safe.
 */
final class ClientAddresses implements ServletRequestListener {
    /** Of a connection without an address, such as one over a Unix socket; in particular not this host's. */
    static final InetSocketAddress UNKNOWN = new InetSocketAddress(0);

    /** With four numbers or a colon: for anything else the JDK would ask a name server. */
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._~-]+)?]?");

    private static final ThreadLocal<@Nullable InetSocketAddress> CURRENT = new ThreadLocal<>();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        CURRENT.set(of(event.getServletRequest()));
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        CURRENT.remove();
    }

    /** Of the request that this thread handles; empty where the listener is not installed. */
    static Optional<InetSocketAddress> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    static InetSocketAddress of(ServletRequest request) {
        return of(request.getRemoteAddr(), request.getRemotePort());
    }

    /** Asks no name server: a container that believes a proxy may hand on any text. */
    static InetSocketAddress of(@Nullable String address, int port) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return UNKNOWN;
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(address), port < 0 || port > 0xFFFF ? 0 : port);
        } catch (UnknownHostException notAnAddress) {
            return UNKNOWN;
        }
    }
}
