package io.github.natcast.streamer.internal.transport.nat;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.NatReport;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.BindingClient.Mapping;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a server reachable that is behind a NAT without a forwarded port: asks STUN servers for its public address,
 * keeps the NAT's mapping alive, and holds an allocation on a TURN server. Runs on one thread, and sends everything
 * from the shared port. Thread-safe.
 */
public final class NatTraversal implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(NatTraversal.class);

    private volatile List<? extends Base> bases;
    private final LongSupplier nanoTime;
    private final ServerNames names;
    private final StunServers stun;
    private final Optional<TurnServer> turn;
    private final Executor loop;
    private final Runnable closing;
    private volatile Runnable relayMoved = () -> {};
    /** Of the nat thread. */
    private @Nullable Relay lastRelay;

    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile Runnable changed = () -> {};
    /** What was there when {@code changed} ran last. Of the nat thread. */
    private List<InetSocketAddress> announced = List.of();

    /**
     * Starts the nat thread, which asks the servers.
     *
     * @param bases those whose addresses viewers get
     * @param random a cryptographic one
     * @param failures is told of what fails on that thread
     */
    public static NatTraversal start(
            NatSettings settings, List<? extends Base> bases, RandomGenerator random, ThreadFailures failures) {
        NatLoop loop = new NatLoop(System::nanoTime, failures);
        NatTraversal nat = new NatTraversal(
                settings,
                bases,
                HostNetwork.system(),
                task -> failures.daemon("natcast-lookup", task).start(),
                loop,
                loop::close,
                System::nanoTime,
                InstantSource.system(),
                random);
        loop.start(nat::poll);
        return nat;
    }

    /**
     * @param background runs what blocks
     * @param loop the nat thread: runs everything else, and calls {@link #poll}
     * @param closing ends {@code loop}
     */
    NatTraversal(
            NatSettings settings,
            List<? extends Base> bases,
            HostNetwork network,
            Executor background,
            Executor loop,
            Runnable closing,
            LongSupplier nanoTime,
            InstantSource clock,
            RandomGenerator random) {
        this.bases = List.copyOf(bases);
        this.nanoTime = nanoTime;
        this.loop = loop;
        this.closing = closing;
        long now = nanoTime.getAsLong();
        this.names = new ServerNames(network, background, loop);
        this.stun = new StunServers(urls(settings).stream()
                .map(url -> new StunServer(url, bases, random))
                .toList());
        this.turn = settings.iceServers()
                .relay()
                .map(server -> turnServer(server, settings, bases, network, clock, random));
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
                        settings.iceServers().relay().stream()
                                .map(server ->
                                        server.urls().get(0).text().replaceFirst("(?i)^turn:([^?]*).*", "stun:$1")))
                .map(IceServerUrl::parse)
                .forEach(url -> urls.putIfAbsent(url.host() + " " + url.port(), url));
        return List.copyOf(urls.values());
    }

    private static TurnServer turnServer(
            IceServer server,
            NatSettings settings,
            List<? extends Base> bases,
            HostNetwork network,
            InstantSource clock,
            RandomGenerator random) {
        return new TurnServer(
                server.urls().get(0),
                () -> credential(settings.iceServers().forThisSide(clock).orElseThrow()),
                bases,
                network,
                random);
    }

    private static Credential credential(IceServer server) {
        return new Credential(server.username().orElse(""), server.credential().orElse(""));
    }

    private void found(StunServer server, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            server.notFound();
        } else {
            server.found(addresses, nanoTime.getAsLong());
        }
    }

    /** Does what is due; returns when the next is due, or {@code latestNanos} if that is sooner. */
    long poll(long nowNanos, long latestNanos) {
        long due = names.poll(nowNanos, latestNanos);
        due = stun.poll(nowNanos, due);
        if (turn.isPresent()) {
            due = turn.get().poll(nowNanos, due);
            notice(turn.get().relay());
        }
        if (stun.isSettled() && turn.map(TurnServer::isSettled).orElse(true)) {
            settled.countDown();
        }
        announce();
        return due;
    }

    private void notice(@Nullable Relay relay) {
        if (relay != null && relay != lastRelay) {
            lastRelay = relay;
            relayMoved.run();
        }
    }

    /** Names who is called, on the nat thread, when {@link #relay()} is there, or is another one. */
    public void onRelayMoved(Runnable moved) {
        relayMoved = moved;
    }

    /** The addresses that viewers get are on these bases from now on; servers are asked from there. */
    public void bases(List<? extends Base> current) {
        List<Base> copy = List.copyOf(current);
        bases = copy;
        loop.execute(() -> {
            long now = nanoTime.getAsLong();
            stun.servers().forEach(server -> server.bases(copy, now));
            turn.ifPresent(server -> server.bases(copy, now));
        });
    }

    private void announce() {
        List<InetSocketAddress> now = Stream.concat(reflexiveAddresses().stream(), relay().map(Relay::address).stream())
                .toList();
        if (!now.equals(announced)) {
            announced = now;
            changed.run();
        }
    }

    /** Names who is told, on the nat thread, when {@link #reflexiveAddresses()} or {@link #relay()} have changed. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /**
     * Takes a STUN response if it answers a request from here; false if not. On the receive thread, which may reuse the
     * packet after the call.
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

    /** The relay on the TURN server; empty while there is no allocation. */
    public Optional<Relay> relay() {
        return turn.flatMap(server -> Optional.ofNullable(server.relay()));
    }

    /** A viewer's media go to this address over the relay: it gets a channel. */
    public void reach(InetSocketAddress peer) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().reach(peer, nanoTime.getAsLong())));
    }

    /** No viewer uses this address over the relay any more; after {@link #reach}. */
    public void leave(InetSocketAddress peer) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().leave(peer)));
    }

    /** Waits until a STUN server has answered or all have failed, and until the TURN server relays or has failed. */
    public void await(Duration limit) throws InterruptedException {
        boolean inTime = settled.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (!inTime) {
            LOGGER.debug("servers did not answer within {}", limit);
        }
    }

    /** The public addresses of the shared port, each once. A base without a NAT counts with its own address. */
    public List<InetSocketAddress> reflexiveAddresses() {
        return stun.mappings().stream().map(Mapping::mapped).distinct().toList();
    }

    /** A viewer may come from this address over the relay: the TURN server is to let it in. */
    public void permit(InetAddress address) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().permit(address, nanoTime.getAsLong())));
    }

    /** The viewer that {@link #permit} was for left. */
    public void withdraw(InetAddress address) {
        turn.ifPresent(server -> loop.execute(() -> server.peers().withdraw(address)));
    }

    /**
     * The bases that checks toward this address leave from: those of its family that reach a STUN server; all of the
     * family while none does.
     */
    public List<Base> basesFor(InetSocketAddress remote) {
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

    /**
     * What the servers say.
     *
     * @param checks how many were sent toward viewers' candidates
     */
    public NatReport report(long checks) {
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
                checks);
    }

    @Override
    public void close() {
        closing.run();
        turn.ifPresent(TurnServer::close);
    }
}
