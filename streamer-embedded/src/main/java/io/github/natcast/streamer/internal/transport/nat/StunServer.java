package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.Mapping;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One STUN server, asked from every base of its address families. Confined to the nat thread, but for the getters. */
final class StunServer {
    private final IceServerUrl url;
    private List<? extends Base> bases;
    private List<InetAddress> addresses = List.of();
    private final RandomGenerator random;
    private volatile List<BindingClient> clients = List.of();
    private volatile @Nullable String lookupFailure;

    StunServer(IceServerUrl url, List<? extends Base> bases, RandomGenerator random) {
        this.url = url;
        this.bases = bases;
        this.random = random;
    }

    /**
     * The name was looked up: asks at these addresses from now on. An address that is asked already keeps its state.
     */
    void found(List<InetAddress> found, long nowNanos) {
        addresses = List.copyOf(found);
        List<InetSocketAddress> chosen = addresses.stream()
                .map(address -> new InetSocketAddress(address, url.port()))
                .toList();
        List<BindingClient> asked = clients;
        clients = bases.stream()
                .flatMap(base -> chosen.stream()
                        .filter(server -> base.hasFamilyOf(server.getAddress()))
                        .limit(1)
                        .map(server -> asked.stream()
                                .filter(client -> client.isFor(base, server))
                                .findFirst()
                                .orElseGet(() -> new BindingClient(base, server, random, nowNanos))))
                .toList();
        lookupFailure = clients.isEmpty() ? "this host has no address of its address family" : null;
    }

    /** Asks from these bases from now on. One that is asked from already keeps its state. */
    void bases(List<? extends Base> current, long nowNanos) {
        bases = List.copyOf(current);
        if (!addresses.isEmpty()) {
            found(addresses, nowNanos);
        }
    }

    void notFound() {
        if (clients.isEmpty()) {
            lookupFailure = "its name is not found";
        }
    }

    /** Sends what is due; returns when the next is due, or {@code latestNanos} if that is sooner. */
    long poll(long nowNanos, long latestNanos) {
        long due = latestNanos;
        for (BindingClient client : clients) {
            client.poll(nowNanos);
            due = Math.min(due - nowNanos, client.dueNanos() - nowNanos) + nowNanos;
        }
        return due;
    }

    /** The client that waits for this response. On any thread. */
    Optional<BindingClient> expecting(Base to, InetSocketAddress from, StunPacket response) {
        for (BindingClient client : clients) {
            if (client.expects(to, from, response)) {
                return Optional.of(client);
            }
        }
        return Optional.empty();
    }

    IceServerUrl url() {
        return url;
    }

    List<Mapping> mappings() {
        return clients.stream().flatMap(client -> client.mapping().stream()).toList();
    }

    /** Why the server reports no mapping; empty while it reports one, and until it has had its time. */
    Optional<String> failure() {
        @Nullable String name = lookupFailure;
        if (name != null) {
            return Optional.of(name);
        }
        List<BindingClient> current = clients;
        boolean waiting = current.stream().anyMatch(client -> client.failure().isEmpty());
        return waiting || current.isEmpty() ? Optional.empty() : current.get(0).failure();
    }
}
