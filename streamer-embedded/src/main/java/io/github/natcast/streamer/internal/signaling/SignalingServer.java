package io.github.natcast.streamer.internal.signaling;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * The HTTP server that carries offers and answers: WebSocket at {@code /ws/{session}}, WHEP at {@code /whep}, the page
 * at {@code /}, and {@code /healthz}, {@code /metrics} and {@code /viewers}. Thread-safe.
 *
 * <pre>{@code
 * SignalingServer server = SignalingServer.start(
 *         SignalingSettings.at(new InetSocketAddress("0.0.0.0", 9000)),
 *         handler,
 *         new Reports(() -> new Health(true, Map.of("viewers", 3)), () -> "natcast_viewers 3\n", directory),
 *         new SecureRandom());
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
public final class SignalingServer implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    private final EventLoopGroup eventLoops;
    private final ExecutorService workers;
    private final ChannelGroup connections;
    private final Channel listening;
    private final Optional<Channel> iceTcp;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SignalingServer(
            EventLoopGroup eventLoops,
            ExecutorService workers,
            ChannelGroup connections,
            Channel listening,
            Optional<Channel> iceTcp) {
        this.eventLoops = eventLoops;
        this.workers = workers;
        this.connections = connections;
        this.listening = listening;
        this.iceTcp = iceTcp;
    }

    /**
     * Listens, and returns once connections are accepted.
     *
     * @param reports what the server tells the operator
     * @param random makes the unguessable URLs of WHEP viewers; a {@code SecureRandom}
     * @throws BindException if the address is in use or does not belong to this host; the message names it
     */
    public static SignalingServer start(
            SignalingSettings settings, SignalingHandler handler, Reports reports, RandomGenerator random)
            throws BindException {
        return start(settings, SignalingLimits.DEFAULTS, handler, reports, random);
    }

    static SignalingServer start(
            SignalingSettings settings,
            SignalingLimits limits,
            SignalingHandler handler,
            Reports reports,
            RandomGenerator random)
            throws BindException {
        ThreadPoolExecutor workers = workers();
        ListeningSockets sockets = ListeningSockets.best();
        EventLoopGroup eventLoops = sockets.loops(EVENT_LOOPS, new DefaultThreadFactory("natcast-http", true));
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        SignalingContext context = SignalingContext.create(settings, limits, handler, reports, random, workers);
        InetSocketAddress address = settings.address();
        Optional<IceTcp> shared = settings.iceTcp().filter(tcp -> tcp.sharesPort(address.getPort()));
        Optional<IceTcp> apart = settings.iceTcp().filter(tcp -> !tcp.sharesPort(address.getPort()));
        ServerBootstrap listener = new ServerBootstrap()
                .group(eventLoops)
                .channel(sockets.channel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true);
        try {
            Channel listening = bind(
                    listener.clone().childHandler(new HttpPipeline(context, connections, shared.map(IceTcp::handlers))),
                    sockets,
                    address,
                    "HTTP");
            Optional<Channel> iceTcp = Optional.empty();
            if (apart.isPresent()) {
                iceTcp = Optional.of(bind(
                        listener.clone()
                                .childHandler(
                                        new IceTcpPipeline(context, apart.get().handlers(), connections)),
                        sockets,
                        new InetSocketAddress(
                                address.getAddress(), apart.get().port().getAsInt()),
                        "ICE-TCP"));
            }
            return new SignalingServer(eventLoops, workers, connections, listening, iceTcp).accept(settings);
        } catch (Exception failed) { // a checked one, too: Netty throws it undeclared
            workers.shutdown();
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

    /** Connections are accepted from now on: who answers offers knows all ports by then. */
    private SignalingServer accept(SignalingSettings settings) {
        Channel ofIceTcp = iceTcp.orElse(listening);
        settings.iceTcp().ifPresent(tcp -> tcp.listening().accept(port(ofIceTcp)));
        iceTcp.ifPresent(channel -> channel.config().setAutoRead(true));
        listening.config().setAutoRead(true);
        return this;
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Where the server listens; if any free port was asked for, with the port that it got. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /**
     * Stops listening, closes every WebSocket with status 1001 and ends its viewer, and frees the threads. A viewer
     * that came by WHEP, or whose offer is still being answered, is the handler's to end: close the handler's registry
     * of viewers after this server. Idempotent; takes a few seconds at most.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listening.close().syncUninterruptibly();
        iceTcp.ifPresent(channel -> channel.close().syncUninterruptibly());
        for (Channel connection : connections) {
            WebSocketConnection webSocket = connection.pipeline().get(WebSocketConnection.class);
            if (webSocket != null) {
                webSocket.goAway();
            } else {
                connection.close();
            }
        }
        connections.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        workers.shutdown();
        try {
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shutDown(eventLoops);
    }

    /** One thread per processor, since answering computes; idle threads end. Tasks after the shutdown are dropped. */
    private static ThreadPoolExecutor workers() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("natcast-signaling", true),
                new ThreadPoolExecutor.DiscardPolicy());
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static void shutDown(EventLoopGroup eventLoops) {
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
