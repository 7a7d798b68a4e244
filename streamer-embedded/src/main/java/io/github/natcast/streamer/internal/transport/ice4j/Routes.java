package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The sockets and allocations that a session's packets may leave from. Sockets that media leave from are closed here:
 * by the sender thread, as long as there is one, so that nobody closes what it is using. Thread-safe.
 */
final class Routes {
    private final List<HostSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<RelayRoute> relays = new CopyOnWriteArrayList<>();
    private final List<MediaEgress> retired = new ArrayList<>();
    private volatile boolean anyRetired;
    private boolean sending;
    private boolean ended;

    void add(HostSocket socket) {
        sockets.add(socket);
    }

    void add(RelayRoute relay) {
        relays.add(relay);
    }

    /** The socket at this address; null for an allocation's, and for one that was given up. Takes no lock. */
    @Nullable
    HostSocket socket(InetSocketAddress local) {
        for (int i = 0; i < sockets.size(); i++) {
            HostSocket socket = sockets.get(i);
            if (socket.address().equals(local)) {
                return socket;
            }
        }
        return null;
    }

    /** The allocation with this address; null when there is none. Takes no lock. */
    @Nullable
    RelayRoute relay(InetSocketAddress relayed) {
        for (int i = 0; i < relays.size(); i++) {
            RelayRoute relay = relays.get(i);
            if (relay.relayed().equals(relayed)) {
                return relay;
            }
        }
        return null;
    }

    List<InetSocketAddress> addresses() {
        return sockets.stream().map(HostSocket::address).toList();
    }

    /** Gives up these sockets and all allocations that are carried by them or by a TCP connection of the same agent. */
    synchronized void retire(List<HostSocket> former, List<RelayRoute> formerRelays) {
        sockets.removeAll(former);
        relays.removeAll(formerRelays);
        former.forEach(socket -> retired.add(socket.media()));
        anyRetired = true;
        if (!sending) {
            closeRetired();
        }
    }

    synchronized void senderOpened() {
        if (sending) {
            throw new IllegalStateException("the session has a sender already");
        }
        sending = true;
    }

    /** On the sender thread, between two sends. */
    void senderResting() {
        if (anyRetired) {
            closeRetired();
        }
    }

    synchronized void senderClosed() {
        sending = false;
        if (ended) {
            sockets.forEach(socket -> retired.add(socket.media()));
            sockets.clear();
            relays.clear();
        }
        closeRetired();
    }

    /** The session is over: what the sender thread says last can still leave. */
    synchronized void end() {
        ended = true;
        if (!sending) {
            senderClosed();
        }
    }

    private synchronized void closeRetired() {
        anyRetired = false;
        retired.forEach(MediaEgress::close);
        retired.clear();
    }
}
