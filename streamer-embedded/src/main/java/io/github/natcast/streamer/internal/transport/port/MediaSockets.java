package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.MediaBindException;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of the shared port, one for each address of this host; they come and go with the addresses where a
 * wildcard was bound. Thread-safe; what is current is read without a lock.
 */
final class MediaSockets implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(MediaSockets.class);

    private final boolean wildcard;
    private final int port;
    private final int senders;
    private final EgressSockets egress;
    private final HostAddresses host;
    private volatile Current current;
    /** Over with the next {@link #refresh}: a sender thread may still be in a call with one. */
    private List<MediaSocket> retired = List.of();
    /** What the last refresh returned as such; its reader may have ended before it could close them. */
    private List<MediaSocket> over = List.of();

    private final Set<InetAddress> refused = new HashSet<>();
    private boolean closed;

    /**
     * The sockets at one time. Immutable.
     *
     * @param hostCandidates of the sockets that viewers are told
     */
    record Current(List<MediaSocket> sockets, List<OwnAddress> own, List<String> hostCandidates) {
        Current(List<MediaSocket> sockets, List<OwnAddress> own) {
            this(
                    List.copyOf(sockets),
                    List.copyOf(own),
                    LocalCandidates.host(
                            sockets.stream().map(MediaSocket::address).toList()));
        }

        /** Candidates of those addresses with this TCP port. */
        List<String> passiveTcp(int port) {
            return LocalCandidates.passiveTcp(
                    advertised().stream()
                            .map(socket -> socket.address().getAddress())
                            .toList(),
                    port);
        }

        /** The sockets whose addresses viewers get. */
        List<MediaSocket> advertised() {
            List<InetAddress> addresses = UsableAddresses.toAdvertise(sockets.stream()
                    .map(socket -> socket.address().getAddress())
                    .toList());
            return sockets.stream()
                    .filter(socket -> addresses.contains(socket.address().getAddress()))
                    .toList();
        }
    }

    private MediaSockets(
            boolean wildcard, int port, int senders, EgressSockets egress, HostAddresses host, Current current) {
        this.wildcard = wildcard;
        this.port = port;
        this.senders = senders;
        this.egress = egress;
        this.host = host;
        this.current = current;
    }

    /** Binds the port on an address, or on every usable one of this host when that is a wildcard. */
    static MediaSockets bind(InetAddress bind, int port, int senders, EgressSockets egress, HostAddresses host)
            throws MediaBindException {
        List<MediaSocket> sockets = new ArrayList<>();
        try {
            List<OwnAddress> found = host.now();
            List<InetAddress> wanted = UsableAddresses.toBind(
                    bind, found.stream().map(OwnAddress::address).toList());
            int chosen = bindAll(wanted, bind.isAnyLocalAddress(), port, senders, egress, sockets);
            return new MediaSockets(
                    bind.isAnyLocalAddress(), chosen, senders, egress, host, new Current(sockets, own(sockets, found)));
        } catch (IOException e) {
            sockets.forEach(MediaSocket::close);
            throw e instanceof MediaBindException already
                    ? already
                    : new MediaBindException(new InetSocketAddress(bind, port), "cannot be opened: " + e, e);
        }
    }

    private static int bindAll(
            List<InetAddress> addresses,
            boolean wildcard,
            int wantedPort,
            int senders,
            EgressSockets egress,
            List<MediaSocket> sockets)
            throws MediaBindException, SocketException {
        int port = wantedPort;
        for (InetAddress address : addresses) {
            // An interface may list an address that is not ready, such as a tentative IPv6 one.
            if (wildcard && !MediaSocket.isOnThisHost(address)) {
                LOGGER.warn("one address of this host cannot be bound yet and is left out");
                LOGGER.debug("left out: {}", address);
                continue;
            }
            MediaSocket socket = MediaSocket.bind(address, port, senders, egress);
            sockets.add(socket);
            port = socket.address().getPort();
        }
        if (sockets.isEmpty()) {
            throw new SocketException("this host has no network address");
        }
        return port;
    }

    private static List<OwnAddress> own(List<MediaSocket> sockets, List<OwnAddress> found) {
        return sockets.stream()
                .map(socket -> socket.address().getAddress())
                .map(address -> found.stream()
                        .filter(each -> each.address().equals(address))
                        .findFirst()
                        .orElseGet(() -> OwnAddress.alone(address)))
                .toList();
    }

    Current current() {
        return current;
    }

    /**
     * What a {@link #refresh} did. Immutable.
     *
     * @param changed whether {@link #current()} is another one
     * @param added sockets to read from
     * @param over sockets that nobody uses any more, to be closed by whoever reads from them
     */
    record Change(boolean changed, List<MediaSocket> added, List<MediaSocket> over) {
        private static final Change NONE = new Change(false, List.of(), List.of());
    }

    /**
     * Binds addresses that this host has got, and lets go of those that it has lost, but never of the last one. An
     * address that was bound by itself stays whatever happens. Takes a few milliseconds.
     */
    synchronized Change refresh() {
        if (!wildcard || closed) {
            return Change.NONE;
        }
        try {
            return follow(host.now());
        } catch (SocketException e) {
            LOGGER.debug("the interfaces cannot be read", e);
            return Change.NONE;
        }
    }

    private Change follow(List<OwnAddress> found) {
        List<InetAddress> wanted = UsableAddresses.toBind(
                UsableAddresses.WILDCARD,
                found.stream().map(OwnAddress::address).toList());
        refused.retainAll(wanted);
        Current before = current;
        List<MediaSocket> sockets = new ArrayList<>();
        List<MediaSocket> added = new ArrayList<>();
        for (InetAddress address : wanted) {
            MediaSocket socket = socketAt(address, before.sockets());
            if (socket == null) {
                socket = socketAt(address, retired); // it came back at once
            }
            if (socket == null) {
                socket = bound(address);
                if (socket != null) {
                    added.add(socket);
                }
            }
            if (socket != null) {
                sockets.add(socket);
            }
        }
        Current now = sockets.isEmpty() ? before : new Current(sockets, own(sockets, found));
        over = retired.stream()
                .filter(socket -> !now.sockets().contains(socket))
                .toList();
        retired = before.sockets().stream()
                .filter(socket -> !now.sockets().contains(socket))
                .toList();
        return new Change(publish(before, now), List.copyOf(added), over);
    }

    private boolean publish(Current before, Current now) {
        if (now.sockets().equals(before.sockets()) && now.own().equals(before.own())) {
            return false;
        }
        current = now;
        if (!now.sockets().equals(before.sockets())) {
            LOGGER.info(
                    "this host's addresses were {} and are {}; media use them from now on",
                    texts(before.own()),
                    texts(now.own()));
        }
        return true;
    }

    private static List<String> texts(List<OwnAddress> own) {
        return own.stream().map(each -> each.ip().toString()).toList();
    }

    private static @Nullable MediaSocket socketAt(InetAddress address, List<MediaSocket> sockets) {
        return sockets.stream()
                .filter(socket -> socket.address().getAddress().equals(address))
                .findFirst()
                .orElse(null);
    }

    /** Null when that fails: it is tried again, and said once. */
    private @Nullable MediaSocket bound(InetAddress address) {
        if (!MediaSocket.isOnThisHost(address)) {
            return null;
        }
        try {
            MediaSocket socket = MediaSocket.bind(address, port, senders, egress);
            refused.remove(address);
            return socket;
        } catch (MediaBindException e) {
            if (refused.add(address)) {
                LOGGER.warn("an address that this host has got is not used: {}", e.getMessage());
            }
            return null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        over.forEach(MediaSocket::close);
        retired.forEach(MediaSocket::close);
        current.sockets().forEach(MediaSocket::close);
    }
}
