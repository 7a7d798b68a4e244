package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.IceServer;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.Mapping;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does that no port is forwarded to: asks STUN servers for its public address, keeps the NAT's mapping
 * alive, and checks viewers' candidates, so that the NAT lets their checks in. One thread; everything is sent from the
 * shared port. Thread-safe.
 */
public final class NatTraversal implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NatTraversal.class);

    private final List<? extends Base> bases;
    private final Predicate<IpAddress> checked;
    private final LongSupplier nanoTime;
    private final ServerNames names;
    private final StunServers stun;
    private final Optional<TurnServer> turn;
    private final CandidateChecks checks;
    private final Executor loop;
    private final Runnable closing;
    private final CountDownLatch settled = new CountDownLatch(1);

    /**
     * Begins to ask.
     *
     * @param bases those that viewers are told
     * @param random cryptographic
     */
    public static NatTraversal start(NatSettings settings, List<? extends Base> bases, RandomGenerator random) {
        return start(settings, bases, CheckTargets.PUBLIC, random);
    }

    /**
     * As {@link #start(NatSettings, List, RandomGenerator)}, where not public addresses are to be checked but others.
     *
     * @param checked which
     */
    public static NatTraversal start(
            NatSettings settings, List<? extends Base> bases, Predicate<IpAddress> checked, RandomGenerator random) {
        NatLoop loop = new NatLoop(System::nanoTime);
        NatTraversal nat = new NatTraversal(
                settings,
                bases,
                checked,
                HostNetwork.system(),
                NatTraversal::background,
                loop,
                loop::close,
                System::nanoTime,
                random);
        loop.start(nat::poll);
        return nat;
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task, "natcast-lookup");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * @param background runs what blocks
     * @param loop runs everything else, and calls {@link #poll}
     * @param closing ends {@code loop}
     */
    NatTraversal(
            NatSettings settings,
            List<? extends Base> bases,
            Predicate<IpAddress> checked,
            HostNetwork network,
            Executor background,
            Executor loop,
            Runnable closing,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.bases = List.copyOf(bases);
        this.checked = checked;
        this.nanoTime = nanoTime;
        this.loop = loop;
        this.closing = closing;
        long now = nanoTime.getAsLong();
        this.checks = new CandidateChecks(random, now);
        this.names = new ServerNames(network, background, loop);
        this.stun = new StunServers(urls(settings).stream()
                .map(url -> new StunServer(url, bases, random))
                .toList());
        this.turn = settings.turnServer().map(server -> turnServer(server, bases, network, random));
        turn.ifPresent(server -> names.watch(
                server.url().host(),
                server::isSought,
                addresses -> server.found(addresses, nanoTime.getAsLong()),
                now));
        for (StunServer server : stun.servers()) {
            names.watch(
                    server.url().host(), () -> server.mappings().isEmpty(), addresses -> found(server, addresses), now);
        }
    }

    /** A TURN server answers STUN requests too; asking it keeps the NAT's mapping to it alive. */
    private static List<IceServerUrl> urls(NatSettings settings) {
        Map<String, IceServerUrl> urls = new LinkedHashMap<>();
        Stream.concat(
                        settings.stunServers().stream(),
                        settings.turnServer().stream()
                                .map(server -> server.urls().get(0).replaceFirst("(?i)^turn:([^?]*).*", "stun:$1")))
                .map(IceServerUrl::parse)
                .forEach(url -> urls.putIfAbsent(url.host() + " " + url.port(), url));
        return List.copyOf(urls.values());
    }

    private static TurnServer turnServer(
            IceServer server, List<? extends Base> bases, HostNetwork network, RandomGenerator random) {
        Credential credential =
                new Credential(server.username().orElse(""), server.credential().orElse(""));
        return new TurnServer(IceServerUrl.parse(server.urls().get(0)), credential, bases, network, random);
    }

    private void found(StunServer server, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            server.notFound();
        } else {
            server.found(addresses, nanoTime.getAsLong());
        }
    }

    /** Does what is due; gives the time of the next, or {@code latestNanos} when that is sooner. */
    long poll(long nowNanos, long latestNanos) {
        long due = names.poll(nowNanos, latestNanos);
        due = stun.poll(nowNanos, due);
        due = checks.poll(nowNanos, due);
        if (turn.isPresent()) {
            due = turn.get().poll(nowNanos, due);
        }
        if (stun.isSettled() && turn.map(TurnServer::isSettled).orElse(true)) {
            settled.countDown();
        }
        return due;
    }

    /**
     * A STUN response; true when it answers a request from here. On the receive thread; the packet is its own again.
     */
    public boolean receive(Base to, InetSocketAddress from, StunPacket response) {
        if (turn.isPresent() && turn.get().expects(to, from, response)) {
            StunPacket copy = response.copy();
            loop.execute(() -> turn.get().answered(copy, nanoTime.getAsLong()));
            return true;
        }
        return stun.expecting(to, from, response)
                .map(step -> {
                    loop.execute(() -> step.at(nanoTime.getAsLong()));
                    return true;
                })
                .orElse(false);
    }

    /** The way over the TURN server; empty while there is none. */
    public Optional<Relay> relay() {
        return turn.flatMap(server -> Optional.ofNullable(server.relay()));
    }

    /** A viewer comes over the relay from this address: media to it get a channel. */
    public void reach(InetSocketAddress peer) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().reach(peer, nanoTime.getAsLong())));
    }

    /** No viewer comes from there any more. */
    public void leave(InetSocketAddress peer) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().leave(peer)));
    }

    /** Waits until a STUN server answered or all failed, and the TURN server. */
    public void await(Duration limit) throws InterruptedException {
        boolean inTime = settled.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (!inTime) {
            LOGGER.debug("servers did not answer within {}", limit);
        }
    }

    /** What viewers are told beside this host's own addresses. */
    public List<InetSocketAddress> reflexiveAddresses() {
        return stun.mappings().stream().map(Mapping::mapped).distinct().toList();
    }

    /**
     * Checks of a viewer that comes.
     *
     * @param localFragment this side's username fragment for it
     * @param tieBreaker of this side's agent
     */
    public ViewerChecks open(String localFragment, long tieBreaker) {
        return new ViewerChecks(
                localFragment,
                tieBreaker,
                checks,
                this::basesFor,
                checked,
                turn.map(TurnServer::peers),
                loop,
                nanoTime);
    }

    /** The bases that a STUN server was reached from; all of the address family when there is none. */
    private List<Base> basesFor(InetSocketAddress remote) {
        List<Base> family = bases.stream()
                .filter(base -> base.hasFamilyOf(remote.getAddress()))
                .map(Base.class::cast)
                .toList();
        Set<InetSocketAddress> mapped =
                stun.mappings().stream().map(Mapping::base).collect(Collectors.toSet());
        List<Base> behindNat =
                family.stream().filter(base -> mapped.contains(base.address())).toList();
        return behindNat.isEmpty() ? family : behindNat;
    }

    public NatReport report() {
        return new NatReport(
                stun.servers().stream()
                        .map(server -> new NatReport.Server(
                                server.url().text(),
                                server.mappings().stream()
                                        .map(Mapping::mapped)
                                        .distinct()
                                        .toList(),
                                server.failure()))
                        .toList(),
                turn.map(server -> new NatReport.Server(
                        server.url().text(),
                        relay().stream().map(Relay::address).toList(),
                        server.failure())),
                stun.isSymmetric(),
                stun.changes(),
                checks.sent());
    }

    @Override
    public void close() {
        closing.run();
        turn.ifPresent(TurnServer::close);
    }
}
