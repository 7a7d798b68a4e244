package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TURN server: holds an allocation there as soon as its name is looked up, and logs when it fails. Confined to the
 * nat thread, but for the getters and {@link #expects}.
 */
final class TurnServer {
    private static final Logger LOGGER = LoggerFactory.getLogger(TurnServer.class);

    private final IceServerUrl url;
    private final Supplier<Credential> credentials;
    private List<? extends Base> bases;
    /** Those that its name stood for, the last time that it was found. */
    private List<InetAddress> addresses = List.of();

    private final HostNetwork network;
    private final RandomGenerator random;
    private final TurnPeers peers = new TurnPeers();
    private volatile @Nullable TurnAllocation allocation;
    private volatile @Nullable String lookupFailure;
    private @Nullable String reported;

    TurnServer(
            IceServerUrl url,
            Supplier<Credential> credentials,
            List<? extends Base> bases,
            HostNetwork network,
            RandomGenerator random) {
        this.url = url;
        this.credentials = credentials;
        this.bases = bases;
        this.network = network;
        this.random = random;
    }

    IceServerUrl url() {
        return url;
    }

    /**
     * Takes the first usable address; the last ones where none is found now. An allocation stays where it was made,
     * until the server does not answer there and has another address.
     */
    void found(List<InetAddress> found, long nowNanos) {
        if (!found.isEmpty()) {
            addresses = List.copyOf(found);
        }
        TurnAllocation current = allocation;
        if (current != null && (current.relay() != null || current.isAtOneOf(addresses))) {
            return;
        }
        for (InetAddress address : addresses) {
            InetSocketAddress server = new InetSocketAddress(address, url.port());
            Optional<Base> base = base(server);
            if (base.isPresent()) {
                allocation = new TurnAllocation(base.get(), server, credentials, peers, random, nowNanos);
                lookupFailure = null;
                return;
            }
        }
        lookupFailure =
                addresses.isEmpty() ? "its name is not found" : "this host has no address of its address family";
    }

    /** Allocates from one of these at once when the base of the allocation is none of them any more. */
    void bases(List<? extends Base> current, long nowNanos) {
        bases = List.copyOf(current);
        TurnAllocation made = allocation;
        if (made != null && !bases.contains(made.base())) {
            made.close();
            peers.rest();
            allocation = null;
        }
        if (allocation == null && !addresses.isEmpty()) {
            found(addresses, nowNanos);
        }
    }

    /** The base that the operating system would send from, otherwise the first of the family. */
    private Optional<Base> base(InetSocketAddress server) {
        InetAddress source = network.source(server).orElse(null);
        Base first = null;
        for (Base base : bases) {
            if (base.address().getAddress().equals(source)) {
                return Optional.of(base);
            }
            if (first == null && base.hasFamilyOf(server.getAddress())) {
                first = base;
            }
        }
        return Optional.ofNullable(first);
    }

    /** Whether its address is needed: it has none yet, or is of no use there. */
    boolean isSought() {
        TurnAllocation current = allocation;
        return current == null || current.failure().isPresent();
    }

    /** Whether it relays or has failed to. On any thread. */
    boolean isSettled() {
        return relay() != null || failure().isPresent();
    }

    /** The peers that it relays for. */
    TurnPeers peers() {
        return peers;
    }

    long poll(long nowNanos, long latestNanos) {
        TurnAllocation current = allocation;
        long due = current == null ? latestNanos : current.poll(nowNanos, latestNanos);
        review();
        return due;
    }

    private void review() {
        @Nullable String failure = failure().orElse(null);
        if (failure != null && reported == null) {
            LOGGER.warn(
                    "TURN server {} is of no use now: {}; viewers are not relayed, and it is asked again",
                    url,
                    failure);
            reported = failure;
        } else if (relay() != null && reported != null) {
            LOGGER.info("TURN server {} relays", url);
            reported = null;
        }
    }

    boolean expects(Base to, InetSocketAddress from, StunPacket response) {
        TurnAllocation current = allocation;
        return current != null && current.expects(to, from, response);
    }

    /** @param response a copy that the nat thread owns */
    void answered(StunPacket response, long nowNanos) {
        TurnAllocation current = allocation;
        if (current != null) {
            current.answered(response, nowNanos);
        }
    }

    /** Null while there is no allocation. On any thread. */
    @Nullable
    Relay relay() {
        TurnAllocation current = allocation;
        return current == null ? null : current.relay();
    }

    Optional<String> failure() {
        TurnAllocation current = allocation;
        return current == null ? Optional.ofNullable(lookupFailure) : current.failure();
    }

    void close() {
        TurnAllocation current = allocation;
        if (current != null) {
            current.close();
        }
    }
}
