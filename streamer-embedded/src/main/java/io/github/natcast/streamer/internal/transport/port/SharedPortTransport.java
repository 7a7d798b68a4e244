package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaBindException;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CheckTargets;
import io.github.natcast.streamer.internal.transport.ice.IceContext;
import io.github.natcast.streamer.internal.transport.ice.NewCredentials;
import io.github.natcast.streamer.internal.transport.ice.RemoteCandidate;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnection;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Serves every viewer over one UDP port, the same on each address of this host. Where the port is reachable, it answers
 * checks and never begins any, like an ICE-lite agent that also asks for consent. Elsewhere it learns its public
 * address from STUN servers and checks the viewers' candidates, from the same port. Thread-safe.
 *
 * <p>Viewers may also connect by TCP, where somebody listens for {@link #tcp()}.
 */
public final class SharedPortTransport implements IceTransport {
    private final MediaSockets sockets;
    private final Map<MediaPath, TcpConnection> connections = new ConcurrentHashMap<>();
    private final TcpConnections tcp;
    private volatile OptionalInt tcpPort = OptionalInt.empty();
    private final Optional<NatTraversal> nat;
    private final Map<String, SharedPortSession> sessions = new ConcurrentHashMap<>();
    private final Queue<SharedPortEgress> egresses = new ConcurrentLinkedQueue<>();
    private final int senderThreads;
    private final Predicate<IpAddress> checked;
    private final RandomGenerator random;
    private final RefusalCounts refusals;
    private final IceContext context;
    private final SharedPortSession.SharedPort port = new ForSessions();
    private final ReceiveLoop loop;
    private final Thread thread;
    private final CurrentRelay relay;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable candidatesChanged = () -> {};

    /** Binds the port and begins to receive; media leaves through the fastest sockets that work on this host. */
    public static SharedPortTransport bind(InetAddress bind, int port, int senderThreads) throws MediaBindException {
        return bind(bind, port, senderThreads, EgressSockets.fastest());
    }

    /**
     * Binds the port and begins to receive.
     *
     * @param bind an address of this host, or a wildcard for every usable one, loopback included
     * @param port the UDP port; 0 for one that the operating system chooses
     * @param senderThreads how many {@linkplain #openEgress egresses} can be open at a time, 1 to 64; their sockets are
     *     opened now, since one opened later would receive in place of this transport
     * @param egress opens those sockets
     * @throws MediaBindException if an address is not on this host, or the port is taken on one of them
     */
    public static SharedPortTransport bind(InetAddress bind, int port, int senderThreads, EgressSockets egress)
            throws MediaBindException {
        return bind(
                bind,
                port,
                senderThreads,
                egress,
                NatSettings.none(),
                new SecureRandom(),
                ThreadFailures.logged(),
                new RefusalCounts());
    }

    /**
     * As {@link #bind(InetAddress, int, int, EgressSockets)}, for a port that is not reachable by itself.
     *
     * @param settings if empty, the port is taken to be reachable
     * @param random a cryptographic one
     * @param failures is told of what fails on this transport's threads
     * @param refusals counts what viewers sent beyond their share
     */
    public static SharedPortTransport bind(
            InetAddress bind,
            int port,
            int senderThreads,
            EgressSockets egress,
            NatSettings settings,
            RandomGenerator random,
            ThreadFailures failures,
            RefusalCounts refusals)
            throws MediaBindException {
        return bind(
                bind,
                port,
                senderThreads,
                egress,
                HostAddresses.system(),
                CheckTargets.PUBLIC,
                random,
                failures,
                refusals,
                advertised -> settings.isEmpty()
                        ? Optional.empty()
                        : Optional.of(NatTraversal.start(settings, advertised, random, failures)));
    }

    static SharedPortTransport bind(
            InetAddress bind,
            int port,
            int senderThreads,
            EgressSockets egress,
            Predicate<IpAddress> checked,
            RandomGenerator random,
            Function<List<MediaSocket>, Optional<NatTraversal>> nat)
            throws MediaBindException {
        return bind(
                bind,
                port,
                senderThreads,
                egress,
                HostAddresses.system(),
                checked,
                random,
                ThreadFailures.logged(),
                new RefusalCounts(),
                nat);
    }

    /** @param host asked again by each {@link #refresh} */
    static SharedPortTransport bind(
            InetAddress bind,
            int port,
            int senderThreads,
            EgressSockets egress,
            HostAddresses host,
            Predicate<IpAddress> checked,
            RandomGenerator random,
            ThreadFailures failures,
            RefusalCounts refusals,
            Function<List<MediaSocket>, Optional<NatTraversal>> nat)
            throws MediaBindException {
        if (senderThreads < 1 || senderThreads > 64) {
            throw new IllegalArgumentException("sender threads: " + senderThreads + " is not 1 to 64");
        }
        MediaSockets sockets = MediaSockets.bind(bind, port, senderThreads, egress, host);
        try {
            return new SharedPortTransport(sockets, senderThreads, checked, random, failures, refusals, nat);
        } catch (IOException e) {
            sockets.close();
            throw new MediaBindException(new InetSocketAddress(bind, port), "cannot be opened: " + e, e);
        }
    }

    private SharedPortTransport(
            MediaSockets sockets,
            int senderThreads,
            Predicate<IpAddress> checked,
            RandomGenerator random,
            ThreadFailures failures,
            RefusalCounts refusals,
            Function<List<MediaSocket>, Optional<NatTraversal>> nat)
            throws IOException {
        this.sockets = sockets;
        this.senderThreads = senderThreads;
        this.checked = checked;
        this.random = random;
        this.refusals = refusals;
        this.context = IceContext.of(random);
        this.nat = nat.apply(sockets.current().advertised());
        this.relay = new CurrentRelay(this.nat);
        for (int i = 0; i < senderThreads; i++) {
            egresses.add(new SharedPortEgress(sockets, i, connections, relay::relay, egresses::add));
        }
        this.nat.ifPresent(traversal -> traversal.onChange(() -> candidatesChanged.run()));
        this.loop = new ReceiveLoop(sockets.current().sockets(), sessions, new FromServers());
        this.nat.ifPresent(traversal -> traversal.onRelayMoved(() -> loop.execute(this::relayMoved)));
        this.tcp = new TcpConnections(loop, connection -> new TcpBase(connection, loop, connections));
        this.thread = failures.daemon("natcast-receive", loop);
        thread.start();
    }

    /** Tunnels that may begin flows of datagrams with a header of the PROXY protocol; nobody without this call. */
    public void trustForwarders(TrustedSources tunnels) {
        loop.proxied().trust(tunnels);
    }

    /**
     * Takes the connections that begin with a check (RFC 6544); each gives a handler, of which Netty knows the type.
     */
    public TcpConnections tcp() {
        return tcp;
    }

    /** From now on viewers get candidates with this TCP port, where connections go to {@link #tcp()}. */
    public void advertiseTcp(int port) {
        tcpPort = OptionalInt.of(port);
    }

    /** Sessions move from the allocation before, if there was one. On the receive thread. */
    private void relayMoved() {
        RelaySocket socket = relay.socket();
        if (socket != null) {
            Set.copyOf(sessions.values()).forEach(session -> session.onRelayMoved(socket));
        }
    }

    /** Hands responses of servers to the NAT traversal. On the receive thread. */
    private final class FromServers implements ReceiveLoop.ServerPackets {
        @Override
        public boolean take(MediaBase base, InetSocketAddress remote, StunPacket response) {
            return nat.isPresent() && nat.get().receive(base, remote, response);
        }

        @Override
        public @Nullable RelaySocket relayBehind(InetSocketAddress remote) {
            return relay.behind(remote);
        }
    }

    @Override
    public List<String> localCandidates() {
        MediaSockets.Current current = sockets.current();
        List<String> candidates = new ArrayList<>(current.hostCandidates());
        if (nat.isPresent()) {
            candidates.addAll(LocalCandidates.serverReflexive(nat.get().reflexiveAddresses(), localAddresses()));
        }
        tcpPort.ifPresent(number -> candidates.addAll(current.passiveTcp(number)));
        relay.relay().ifPresent(allocation -> candidates.add(LocalCandidates.relayed(allocation.address())));
        return List.copyOf(candidates);
    }

    @Override
    public void onCandidatesChanged(Runnable listener) {
        candidatesChanged = listener;
    }

    @Override
    public void refresh() {
        MediaSockets.Change change = sockets.refresh();
        change.added().forEach(loop::add);
        // A channel's port is free when the selector that it was registered with knows of its end.
        change.over().forEach(socket -> loop.execute(socket::close));
        if (change.changed()) {
            nat.ifPresent(traversal -> traversal.bases(sockets.current().advertised()));
            candidatesChanged.run();
        }
    }

    @Override
    public void awaitCandidates(Duration limit) throws InterruptedException {
        if (nat.isPresent()) {
            nat.get().await(limit);
        }
    }

    @Override
    public Optional<NatReport> nat() {
        return nat.map(traversal -> traversal.report(context.pacer().checks()));
    }

    @Override
    public IceSession open(IceSessionListener listener) {
        if (closed.get()) {
            throw new IllegalStateException("the transport is closed");
        }
        IceCredentials credentials = NewCredentials.from(random);
        SharedPortSession session = new SharedPortSession(port, context, credentials, random.nextLong(), listener);
        sessions.put(credentials.usernameFragment(), session);
        if (closed.get()) {
            session.close();
        }
        return session;
    }

    /** What sessions ask of this transport. */
    private final class ForSessions implements SharedPortSession.SharedPort {
        @Override
        public ReceiveLoop loop() {
            return loop;
        }

        @Override
        public boolean checksCandidates() {
            return nat.isPresent();
        }

        @Override
        public Optional<RemoteCandidate> checkable(String candidate) {
            return CheckTargets.of(candidate, checked);
        }

        @Override
        public List<? extends Base> basesFor(InetSocketAddress remote) {
            return nat.isPresent()
                    ? nat.get().basesFor(remote)
                    : sockets.current().sockets().stream()
                            .filter(socket -> socket.hasFamilyOf(remote.getAddress()))
                            .toList();
        }

        @Override
        public List<String> localCandidates() {
            return SharedPortTransport.this.localCandidates();
        }

        @Override
        public IceCredentials rename(SharedPortSession session) {
            IceCredentials credentials = NewCredentials.from(random);
            sessions.put(credentials.usernameFragment(), session);
            return credentials;
        }

        @Override
        public void forget(SharedPortSession session, String fragment) {
            sessions.remove(fragment, session);
        }

        @Override
        public void permit(InetSocketAddress candidate) {
            nat.ifPresent(traversal -> traversal.permit(candidate.getAddress()));
        }

        @Override
        public RefusalCounts refusals() {
            return refusals;
        }

        @Override
        public void withdraw(InetSocketAddress candidate) {
            nat.ifPresent(traversal -> traversal.withdraw(candidate.getAddress()));
        }
    }

    @Override
    public MediaEgress openEgress() {
        @Nullable SharedPortEgress egress = egresses.poll();
        if (egress == null) {
            throw new IllegalStateException(
                    "all " + senderThreads + " egresses are open; build the transport for more sender threads");
        }
        return egress;
    }

    @Override
    public List<InetSocketAddress> localAddresses() {
        return sockets.current().sockets().stream().map(MediaSocket::address).toList();
    }

    @Override
    public List<OwnAddress> ownAddresses() {
        return sockets.current().own();
    }

    /** Ends every session, then the receive thread, then frees the port. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        sessions.values().forEach(SharedPortSession::close);
        nat.ifPresent(NatTraversal::close);
        loop.stop();
        Threads.joinUninterruptibly(thread);
        sockets.close();
    }
}
