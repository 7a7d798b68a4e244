package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.IceTransport;
import io.github.natcast.streamer.internal.transport.MediaBindException;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CheckTargets;
import io.github.natcast.streamer.internal.transport.ice.IceContext;
import io.github.natcast.streamer.internal.transport.ice.NewCredentials;
import io.github.natcast.streamer.internal.transport.ice.RemoteCandidate;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnection;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnections;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves every viewer over one UDP port, the same on each address of this host. Where the port is reachable, it answers
 * checks and never begins any, like an ICE-lite agent that also asks for consent. Elsewhere it learns its public
 * address from STUN servers and checks the viewers' candidates, from the same port. Thread-safe.
 *
 * <p>Viewers may also connect by TCP, where somebody listens for {@link #tcp()}.
 */
public final class SharedPortTransport implements IceTransport {
    private static final Logger LOGGER = LoggerFactory.getLogger(SharedPortTransport.class);

    private final List<MediaSocket> sockets;
    private final List<String> hostCandidates;
    private final Map<MediaPath, TcpConnection> connections = new ConcurrentHashMap<>();
    private final TcpConnections tcp;
    private volatile List<String> tcpCandidates = List.of();
    private final Optional<NatTraversal> nat;
    private final Map<String, SharedPortSession> sessions = new ConcurrentHashMap<>();
    private final Queue<SharedPortEgress> egresses = new ConcurrentLinkedQueue<>();
    private final int senderThreads;
    private final Predicate<IpAddress> checked;
    private final RandomGenerator random;
    private final IceContext context;
    private final SharedPortSession.SharedPort port = new ForSessions();
    private final ReceiveLoop loop;
    private final Thread thread;
    private final AtomicReference<@Nullable RelaySocket> relaySocket = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

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
        return bind(bind, port, senderThreads, egress, NatSettings.none(), new SecureRandom());
    }

    /**
     * As {@link #bind(InetAddress, int, int, EgressSockets)}, for a port that is not reachable by itself.
     *
     * @param settings if empty, the port is taken to be reachable
     * @param random a cryptographic one
     */
    public static SharedPortTransport bind(
            InetAddress bind,
            int port,
            int senderThreads,
            EgressSockets egress,
            NatSettings settings,
            RandomGenerator random)
            throws MediaBindException {
        return bind(
                bind,
                port,
                senderThreads,
                egress,
                CheckTargets.PUBLIC,
                random,
                advertised -> settings.isEmpty()
                        ? Optional.empty()
                        : Optional.of(NatTraversal.start(settings, advertised, random)));
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
        if (senderThreads < 1 || senderThreads > 64) {
            throw new IllegalArgumentException("sender threads: " + senderThreads + " is not 1 to 64");
        }
        List<MediaSocket> sockets = new ArrayList<>();
        try {
            List<InetAddress> addresses = UsableAddresses.toBind(bind, UsableAddresses.ofThisHost());
            bindAll(addresses, bind.isAnyLocalAddress(), port, senderThreads, egress, sockets);
            return new SharedPortTransport(List.copyOf(sockets), senderThreads, checked, random, nat);
        } catch (IOException e) {
            sockets.forEach(MediaSocket::close);
            throw e instanceof MediaBindException already
                    ? already
                    : new MediaBindException(new InetSocketAddress(bind, port), "cannot be opened: " + e, e);
        }
    }

    private static void bindAll(
            List<InetAddress> addresses,
            boolean wildcard,
            int wantedPort,
            int senderThreads,
            EgressSockets egress,
            List<MediaSocket> sockets)
            throws MediaBindException, SocketException {
        int port = wantedPort;
        for (InetAddress address : addresses) {
            // An interface may list an address that is not ready, such as a tentative IPv6 one.
            if (wildcard && !MediaSocket.isOnThisHost(address)) {
                LOGGER.warn("one address of this host cannot be bound and is left out");
                LOGGER.debug("left out: {}", address);
                continue;
            }
            MediaSocket socket = MediaSocket.bind(address, port, senderThreads, egress);
            sockets.add(socket);
            port = socket.address().getPort();
        }
        if (sockets.isEmpty()) {
            throw new SocketException("this host has no network address");
        }
    }

    private SharedPortTransport(
            List<MediaSocket> sockets,
            int senderThreads,
            Predicate<IpAddress> checked,
            RandomGenerator random,
            Function<List<MediaSocket>, Optional<NatTraversal>> nat)
            throws IOException {
        this.sockets = sockets;
        this.senderThreads = senderThreads;
        this.hostCandidates = LocalCandidates.host(localAddresses());
        this.checked = checked;
        this.random = random;
        this.context = IceContext.of(random);
        for (int i = 0; i < senderThreads; i++) {
            egresses.add(new SharedPortEgress(sockets, i, connections, this::relay, egresses::add));
        }
        this.nat = nat.apply(advertised(sockets));
        this.loop = new ReceiveLoop(sockets, sessions, new FromServers());
        this.tcp = new TcpConnections(loop, connection -> new TcpBase(connection, loop, connections));
        this.thread = Threads.daemon("natcast-receive", loop);
        thread.start();
    }

    private static List<MediaSocket> advertised(List<MediaSocket> sockets) {
        List<InetAddress> addresses = UsableAddresses.toAdvertise(
                sockets.stream().map(socket -> socket.address().getAddress()).toList());
        return sockets.stream()
                .filter(socket -> addresses.contains(socket.address().getAddress()))
                .toList();
    }

    /**
     * Takes the connections that begin with a check (RFC 6544); each gives a handler, of which Netty knows the type.
     */
    public TcpConnections tcp() {
        return tcp;
    }

    /** From now on viewers get candidates with this TCP port, where connections go to {@link #tcp()}. */
    public void advertiseTcp(int port) {
        List<InetAddress> addresses = UsableAddresses.toAdvertise(
                localAddresses().stream().map(InetSocketAddress::getAddress).toList());
        tcpCandidates = LocalCandidates.passiveTcp(addresses, port);
    }

    private Optional<Relay> relay() {
        return nat.flatMap(NatTraversal::relay);
    }

    /** The socket over the current allocation; null when there is none. */
    private @Nullable RelaySocket relayed() {
        Relay relay = relay().orElse(null);
        return relaySocket.updateAndGet(known -> {
            if (relay == null) {
                return null;
            }
            return known != null && known.relay() == relay ? known : new RelaySocket(relay, nat.orElseThrow());
        });
    }

    /** Hands responses of servers to the NAT traversal. On the receive thread. */
    private final class FromServers implements ReceiveLoop.ServerPackets {
        @Override
        public boolean take(MediaBase base, InetSocketAddress remote, StunPacket response) {
            return nat.isPresent() && nat.get().receive(base, remote, response);
        }

        @Override
        public @Nullable RelaySocket relayBehind(InetSocketAddress remote) {
            RelaySocket relayed = nat.isEmpty() ? null : relayed();
            return relayed != null && relayed.relay().server().equals(remote) ? relayed : null;
        }
    }

    private List<String> candidates() {
        List<String> candidates = new ArrayList<>(hostCandidates);
        if (nat.isPresent()) {
            candidates.addAll(LocalCandidates.serverReflexive(nat.get().reflexiveAddresses(), localAddresses()));
        }
        candidates.addAll(tcpCandidates);
        relay().ifPresent(relay -> candidates.add(LocalCandidates.relayed(relay.address())));
        return List.copyOf(candidates);
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
        SharedPortSession session =
                new SharedPortSession(port, context, credentials, random.nextLong(), candidates(), listener);
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
                    : sockets.stream()
                            .filter(socket -> socket.hasFamilyOf(remote.getAddress()))
                            .toList();
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
        return sockets.stream().map(MediaSocket::address).toList();
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
        sockets.forEach(MediaSocket::close);
        Threads.joinUninterruptibly(thread);
    }
}
