package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Builds the pipeline of a new connection: what a proxy put in front, bytes, HTTP messages, whole requests, routing;
 * where the port serves ICE-TCP, too, once a connection has shown which of both it is.
 */
final class HttpPipeline extends ChannelInitializer<SocketChannel> {
    static final String IDLE = "idle";
    static final String KEEP_ALIVE = "keep-alive";
    /** Longer than a browser waits between two requests of one page. */
    private static final int IDLE_SECONDS = 60;
    /** A connection that waits for its turn holds no more than one read. */
    private static final int MOST_READ_BYTES = 16 << 10;

    private final SignalingEndpoint signaling;
    private final TrustedSources proxyProtocol;
    private final ChannelGroup connections;
    private final ConnectionPlaces places;
    private final Optional<Supplier<ChannelHandler>> iceTcp;
    private final Optional<TlsHandlers> tls;

    /**
     * @param iceTcp makes the handler of a connection that begins with a check; empty on a port for HTTP alone
     * @param tls where the port serves HTTPS, and leads those there that come by HTTP
     */
    HttpPipeline(
            SignalingEndpoint signaling,
            TrustedSources proxyProtocol,
            ChannelGroup connections,
            ConnectionPlaces places,
            Optional<Supplier<ChannelHandler>> iceTcp,
            Optional<TlsHandlers> tls) {
        this.signaling = signaling;
        this.proxyProtocol = proxyProtocol;
        this.connections = connections;
        this.places = places;
        this.iceTcp = iceTcp;
        this.tls = tls;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        connections.add(channel);
        channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 2048, MOST_READ_BYTES));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new ProxyProtocolReader(proxyProtocol));
        pipeline.addLast(new ConnectionGate(places, proxyProtocol));
        pipeline.addLast(IDLE, new IdleStateHandler(0, 0, IDLE_SECONDS, TimeUnit.SECONDS));
        if (iceTcp.isPresent() || tls.isPresent()) {
            pipeline.addLast(new ProtocolSorter(
                    Optional.of(tls.isPresent() ? this::addToHttps : this::addHttp),
                    tls.map(handlers -> this::addHttps),
                    iceTcp.map(handlers -> added -> addIceTcp(added, handlers))));
        } else {
            addHttp(pipeline);
        }
    }

    /** A viewer may be silent: it is not idle as HTTP is, and makes room for nobody. */
    private void addIceTcp(ChannelPipeline pipeline, Supplier<ChannelHandler> handlers) {
        pipeline.remove(IDLE);
        places.idle().ends(pipeline.channel());
        pipeline.addLast(handlers.get());
    }

    private void addHttps(ChannelPipeline pipeline) {
        TlsHandlers handlers = tls.orElseThrow();
        handlers.addTo(pipeline);
        addMessages(pipeline);
        handlers.addHstsTo(pipeline);
        pipeline.addLast(new HttpRouter(signaling));
    }

    private void addToHttps(ChannelPipeline pipeline) {
        addMessages(pipeline);
        pipeline.addLast(new ToHttps());
    }

    private void addHttp(ChannelPipeline pipeline) {
        addMessages(pipeline);
        pipeline.addLast(new HttpRouter(signaling));
    }

    private void addMessages(ChannelPipeline pipeline) {
        SharedLimits limits = places.limits();
        RequestDeadline deadline = new RequestDeadline(
                signaling.limits().head(), signaling.limits().request(), limits.refusals());
        RequestDecoder decoder = new RequestDecoder(limits.unfinished(), deadline, places.idle());
        pipeline.addLast(new UnreadAnswers(limits));
        pipeline.addLast(decoder);
        pipeline.addLast(new ResponseEncoder(decoder));
        pipeline.addLast(KEEP_ALIVE, new HttpServerKeepAliveHandler());
        pipeline.addLast(new RequestAssembler(signaling.maximumBodyBytes(), limits, decoder));
    }
}
