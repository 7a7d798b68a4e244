package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.Descriptors;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Our own server: listens for HTTP, which carries signalling, and for ICE-TCP. Thread-safe.
 *
 * <pre>{@code
 * SignalingServer server = SignalingServer.start(
 *         ListenSettings.http(new InetSocketAddress("0.0.0.0", 9000)), signaling);
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
public final class SignalingServer implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    /** How often the files of TLS are looked at. */
    private static final int FILES_SECONDS = 5;

    private final EventLoopGroup eventLoops;
    private final LoopThreads threads;
    private final SignalingEndpoint signaling;
    private final ChannelGroup connections;
    private final Optional<Channel> http;
    private final Optional<Channel> iceTcp;
    private final Optional<IceTcp> advertised;
    private final Optional<TlsHandlers> tls;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SignalingServer(
            EventLoopGroup eventLoops,
            LoopThreads threads,
            SignalingEndpoint signaling,
            ChannelGroup connections,
            Optional<Channel> http,
            Optional<Channel> iceTcp,
            Optional<IceTcp> advertised,
            Optional<TlsHandlers> tls) {
        this.eventLoops = eventLoops;
        this.threads = threads;
        this.signaling = signaling;
        this.connections = connections;
        this.http = http;
        this.iceTcp = iceTcp;
        this.advertised = advertised;
        this.tls = tls;
    }

    /**
     * Listens, and returns once connections are accepted.
     *
     * @param signaling answers; closed with the server
     * @throws BindException if an address is in use or does not belong to this host; the message names it
     */
    public static SignalingServer start(ListenSettings settings, SignalingEndpoint signaling) throws BindException {
        SignalingServer server = listen(settings, signaling, ThreadFailures.logged());
        server.acceptIce();
        return server;
    }

    /**
     * As {@link #start}, but ICE over TCP is not accepted before {@link #acceptIce}.
     *
     * @param failures is told when an event loop ends
     */
    public static SignalingServer listen(ListenSettings settings, SignalingEndpoint signaling, ThreadFailures failures)
            throws BindException {
        ListeningSockets sockets = ListeningSockets.best();
        LoopThreads threads = new LoopThreads("natcast-http", failures);
        EventLoopGroup eventLoops = sockets.loops(EVENT_LOOPS, threads);
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        Optional<TlsHandlers> tls = settings.tls().map(files -> new TlsHandlers(files, failures));
        Optional<IceTcp> shared = settings.iceTcp().filter(tcp -> settings.isShared());
        Optional<IceTcp> apart = settings.iceTcp().filter(tcp -> !settings.isShared());
        SharedLimits limits = signaling.connections();
        ConnectionPlaces places = new ConnectionPlaces(limits, Descriptors.ofProcess(), new IdleConnections());
        ServerBootstrap listener = new ServerBootstrap()
                .group(eventLoops)
                .channel(sockets.channel())
                .handler(new AcceptFailures(places, limits.nanoTime()))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true);
        try {
            Optional<Channel> http = Optional.empty();
            if (settings.http().isPresent()) {
                HttpPipeline pipeline = new HttpPipeline(
                        signaling, settings.proxyProtocol(), connections, places, shared.map(IceTcp::handlers), tls);
                http = Optional.of(bind(
                        listener.clone().childHandler(pipeline),
                        sockets,
                        settings.http().get(),
                        "HTTP"));
            }
            Optional<Channel> iceTcp = shared.isPresent() ? http : Optional.empty();
            if (apart.isPresent()) {
                IceTcp tcp = apart.get();
                IceTcpPipeline pipeline =
                        new IceTcpPipeline(settings.proxyProtocol(), tcp.handlers(), connections, places);
                iceTcp = Optional.of(bind(
                        listener.clone().childHandler(pipeline),
                        sockets,
                        new InetSocketAddress(tcp.bind(), tcp.port().getAsInt()),
                        "ICE-TCP"));
            }
            tls.ifPresent(handlers -> eventLoops.scheduleWithFixedDelay(
                    () -> signaling.workers().execute(handlers::look), FILES_SECONDS, FILES_SECONDS, TimeUnit.SECONDS));
            // All are bound: who answers offers knows all ports by now.
            http.ifPresent(channel -> channel.config().setAutoRead(true));
            return new SignalingServer(
                    eventLoops, threads, signaling, connections, http, iceTcp, settings.iceTcp(), tls);
        } catch (Exception failed) { // a checked one, too: Netty throws it undeclared
            tls.ifPresent(TlsHandlers::close);
            threads.end();
            shutDown(eventLoops);
            throw failed;
        }
    }

    private static Channel bind(
            ServerBootstrap listener, ListeningSockets sockets, InetSocketAddress address, String purpose)
            throws BindException {
        try {
            return listener.bind(sockets.toBind(address)).syncUninterruptibly().channel();
        } catch (Exception failed) { // a checked one, too: Netty throws it undeclared
            if (failed instanceof RuntimeException programming) {
                throw programming;
            }
            throw BindFailure.explain(address, purpose, failed);
        }
    }

    /** From now on viewers may connect by TCP, and are told so; once. */
    public void acceptIce() {
        if (iceTcp.isPresent()) {
            int port = port(iceTcp.get());
            advertised.ifPresent(tcp -> tcp.listening().accept(port));
            iceTcp.get().config().setAutoRead(true);
        }
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Where the server listens for HTTP, if it does; if any free port was asked for, with the port that it got. */
    public Optional<InetSocketAddress> httpAddress() {
        return http.map(channel -> (InetSocketAddress) channel.localAddress());
    }

    /** The threads that serve the connections. */
    public List<Executor> loops() {
        List<Executor> loops = new ArrayList<>();
        eventLoops.forEach(loops::add);
        return loops;
    }

    /** Stops listening, closes signalling and all connections. Idempotent; takes a few seconds at most. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        threads.end();
        http.ifPresent(channel -> channel.close().syncUninterruptibly());
        iceTcp.ifPresent(channel -> channel.close().syncUninterruptibly());
        signaling.close();
        for (Channel connection : connections) {
            if (connection.pipeline().get(WebSocketFrames.class) == null) {
                connection.close();
            }
        }
        connections.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        tls.ifPresent(TlsHandlers::close);
        shutDown(eventLoops);
    }

    private static void shutDown(EventLoopGroup eventLoops) {
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
