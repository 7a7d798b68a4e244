package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidatePairState;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.NominationStrategy;
import org.ice4j.ice.RelayedCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent of ice4j with its sockets: controlling, with one component. ice4j has no ICE restart; a second agent is
 * what the session has then. Thread-safe.
 */
final class Ice4jAgent implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Ice4jAgent.class);

    private final Gathering gathering;
    private final Events events;
    private final Routes routes;
    private final Agent agent;
    private final IceMediaStream stream;
    private final Component component;
    private final List<HostSocket> sockets = new ArrayList<>();
    private final List<RelayRoute> relays = new CopyOnWriteArrayList<>();
    private final List<ServerHarvester> harvesters = new ArrayList<>();

    /** Those that the peer named, and those that answered a check. */
    private final Set<InetSocketAddress> peers = ConcurrentHashMap.newKeySet();

    /** On threads that read a socket. */
    private final PacketSorter.Input input = new PacketSorter.Input() {
        @Override
        public boolean isPeer(InetSocketAddress remote) {
            return peers.contains(remote);
        }

        @Override
        public void onPacket(InetSocketAddress remote, byte[] buffer, int offset, int length) {
            if (isPeer(remote)) {
                events.onPacket(buffer, offset, length);
            }
        }
    };

    /** Where a peer saw each socket, the last time that it was new. */
    private final Map<Way, InetSocketAddress> seen = new ConcurrentHashMap<>();

    private record Way(InetSocketAddress socket, InetSocketAddress remote) {}

    /** What happens to an agent, on threads of ice4j; must not block. */
    interface Events {
        /** A check was answered. May repeat. */
        void onAnswer(Ice4jAgent agent, InetSocketAddress remote);

        /** The selected pair has answered again. */
        void onConsent(Ice4jAgent agent);

        /** The peer sees a socket at another address than before: a NAT has a new mapping, or a new address itself. */
        void onMoved(Ice4jAgent agent);

        /** There is a selected pair. */
        void onSelected(Ice4jAgent agent);

        /** No pair works. */
        void onFailed(Ice4jAgent agent);

        /** What is not ICE's, from a peer's address, on a thread that reads a socket. */
        void onPacket(byte[] buffer, int offset, int length);
    }

    private Ice4jAgent(Gathering gathering, Routes routes, Events events) throws IOException {
        this.gathering = gathering;
        this.events = events;
        this.routes = routes;
        agent = new Agent();
        agent.setUseDynamicPorts(false);
        agent.setControlling(true);
        agent.setPerformConsentFreshness(true);
        agent.setNominationStrategy(NominationStrategy.NOMINATE_FIRST_VALID);
        agent.addStateChangeListener(this::stateChanged);
        stream = agent.createMediaStream("media");
        stream.addPairChangeListener(this::pairChanged);
        openSockets();
        agent.addCandidateHarvester(
                new HostHarvester(sockets, !gathering.servers().turn().isEmpty()));
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
    }

    /**
     * Opens the sockets, and gathers; blocks until the servers have answered, or the time is over.
     *
     * @param routes takes the sockets and the allocations
     * @throws IOException when no address can be bound
     */
    static Ice4jAgent gather(Gathering gathering, Routes routes, Events events)
            throws IOException, InterruptedException {
        Ice4jSettings.apply();
        Ice4jAgent agent = new Ice4jAgent(gathering, routes, events);
        boolean gathered = false;
        try {
            agent.harvest();
            gathered = true;
            return agent;
        } finally {
            if (!gathered) {
                agent.close();
                agent.retire();
            }
        }
    }

    private void openSockets() throws IOException {
        IOException refused = new IOException("no address of this host can be bound");
        for (InetAddress address : gathering.addresses()) {
            try {
                HostSocket socket = HostSocket.bind(address, gathering.egress(), input);
                sockets.add(socket);
                routes.add(socket);
            } catch (IOException e) {
                refused.addSuppressed(e);
            }
        }
        if (sockets.isEmpty()) {
            throw refused;
        }
    }

    /** Not by the agent's own set of harvesters, whose threads keep the process alive. */
    private void harvest() throws InterruptedException {
        for (InetSocketAddress server : gathering.servers().stun()) {
            harvesters.add(new StunHarvester(server));
        }
        for (GatheringServers.Turn server : gathering.servers().turn()) {
            harvesters.add(new TurnHarvester(server, gathering.limit(), input, routes::socket, this::allocated));
        }
        CountDownLatch running = new CountDownLatch(harvesters.size());
        for (ServerHarvester harvester : harvesters) {
            ThreadFailures.logged()
                    .daemon("natcast-gather", () -> {
                        try {
                            harvester.harvest(component);
                        } finally {
                            running.countDown();
                        }
                    })
                    .start();
        }
        if (!running.await(gathering.limit().toNanos(), TimeUnit.NANOSECONDS)) {
            LOGGER.info(
                    "{} of {} STUN and TURN servers have not answered within {} ms",
                    running.getCount(),
                    harvesters.size(),
                    gathering.limit().toMillis());
        }
    }

    private void allocated(RelayRoute relay) {
        relays.add(relay);
        routes.add(relay);
    }

    IceCredentials credentials() {
        return new IceCredentials(agent.getLocalUfrag(), agent.getLocalPassword());
    }

    List<String> candidates() {
        return Candidates.of(component);
    }

    /** Begins to check the peer; candidates may come before and after. */
    void start(IceCredentials remote) {
        stream.setRemoteUfrag(remote.usernameFragment());
        stream.setRemotePassword(remote.password());
        agent.startConnectivityEstablishment();
    }

    void addRemoteCandidate(String candidate) {
        RemoteCandidate remote = Candidates.parse(candidate, component).orElse(null);
        if (remote != null) {
            peers.add(plain(remote.getTransportAddress()));
            component.addUpdateRemoteCandidates(remote);
            component.updateRemoteCandidates();
        }
    }

    private void stateChanged(PropertyChangeEvent change) {
        if (change.getNewValue() == IceProcessingState.COMPLETED) {
            events.onSelected(this);
        } else if (change.getNewValue() == IceProcessingState.FAILED) {
            events.onFailed(this);
        }
    }

    private void pairChanged(PropertyChangeEvent change) {
        if (!(change.getSource() instanceof CandidatePair pair)) {
            return;
        }
        if (IceMediaStream.PROPERTY_PAIR_CONSENT_FRESHNESS_CHANGED.equals(change.getPropertyName())) {
            events.onConsent(this);
        } else if (IceMediaStream.PROPERTY_PAIR_VALIDATED.equals(change.getPropertyName())) {
            // RFC 8445 §7.2.5.3.1: the local candidate is the address that the answer was mapped to.
            LocalCandidate mapped = pair.getLocalCandidate();
            Way way = new Way(
                    plain(base(mapped).getTransportAddress()),
                    plain(pair.getRemoteCandidate().getTransportAddress()));
            InetSocketAddress now = plain(mapped.getTransportAddress());
            InetSocketAddress before = seen.put(way, now);
            if (before != null && !before.equals(now)) {
                events.onMoved(this);
            }
        } else if (change.getNewValue() == CandidatePairState.SUCCEEDED) {
            InetSocketAddress remote = plain(pair.getRemoteCandidate().getTransportAddress());
            peers.add(remote);
            events.onAnswer(this, remote);
        }
    }

    /** The selected pair; empty until there is one. */
    Optional<MediaPath> path() {
        CandidatePair pair = component.getSelectedPair();
        if (pair == null) {
            return Optional.empty();
        }
        LocalCandidate base = base(pair.getLocalCandidate());
        InetSocketAddress local = plain(base.getTransportAddress());
        RelayRoute relay = routes.relay(local);
        return Optional.of(new MediaPath(
                local,
                plain(pair.getRemoteCandidate().getTransportAddress()),
                Candidates.kind(base.getType()),
                Candidates.kind(pair.getRemoteCandidate().getType()),
                relay != null && relay.carrier().isTcp()));
    }

    /** That of a host candidate or an allocation is itself. */
    @SuppressWarnings("ReferenceEquality") // ice4j says so by the reference
    private static LocalCandidate base(LocalCandidate candidate) {
        LocalCandidate base = candidate;
        while (base.getBase() != null && base.getBase() != base) {
            base = base.getBase();
        }
        return base;
    }

    private static InetSocketAddress plain(TransportAddress address) {
        return new InetSocketAddress(address.getAddress(), address.getPort());
    }

    /** Sends to the selected pair's remote address; the packet is lost when there is none. */
    void send(byte[] packet, int offset, int length) {
        CandidatePair pair = component.getSelectedPair();
        if (pair == null) {
            return;
        }
        DatagramPacket datagram = new DatagramPacket(
                Arrays.copyOfRange(packet, offset, offset + length),
                length,
                plain(pair.getRemoteCandidate().getTransportAddress()));
        try {
            LocalCandidate base = base(pair.getLocalCandidate());
            HostSocket socket = routes.socket(plain(base.getTransportAddress()));
            if (socket != null) {
                socket.socket().send(datagram);
            } else if (base instanceof RelayedCandidate relayed) {
                relayed.getCandidateIceSocketWrapper().send(datagram);
            }
        } catch (IOException | RuntimeException e) {
            // As on a network: DTLS sends again, and consent expires when nothing arrives.
            LOGGER.trace("a packet was not sent", e);
        }
    }

    /** Gives back the allocations and frees the sockets; may take some milliseconds. */
    @Override
    public void close() {
        for (LocalCandidate candidate : component.getLocalCandidates()) {
            if (candidate instanceof RelayedCandidate relayed) {
                relayed.getCandidateIceSocketWrapper().close();
            }
        }
        agent.free();
        sockets.forEach(socket -> socket.socket().close());
        harvesters.forEach(ServerHarvester::close);
    }

    /** Another agent has taken over: media leave from none of its sockets any more. */
    void retire() {
        routes.retire(sockets, relays);
    }
}
