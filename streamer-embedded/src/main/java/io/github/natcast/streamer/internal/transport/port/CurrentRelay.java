package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The allocation on the TURN server that is in use, and the one socket that stands for it. Thread-safe. */
final class CurrentRelay {
    private final Optional<NatTraversal> nat;
    private final AtomicReference<@Nullable RelaySocket> socket = new AtomicReference<>();

    CurrentRelay(Optional<NatTraversal> nat) {
        this.nat = nat;
    }

    Optional<Relay> relay() {
        return nat.flatMap(NatTraversal::relay);
    }

    /** Null when there is no allocation. */
    @Nullable
    RelaySocket socket() {
        Relay relay = relay().orElse(null);
        return socket.updateAndGet(known -> {
            if (relay == null) {
                return null;
            }
            return known != null && known.relay() == relay ? known : new RelaySocket(relay, nat.orElseThrow());
        });
    }

    /** Null when this is not the address of the allocation's server. */
    @Nullable
    RelaySocket behind(InetSocketAddress remote) {
        RelaySocket current = nat.isEmpty() ? null : socket();
        return current != null && current.relay().server().equals(remote) ? current : null;
    }
}
