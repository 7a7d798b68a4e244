package io.github.natcast.streamer.netty;

import io.github.natcast.streamer.internal.signaling.netty.SignalingExchange;
import io.github.natcast.streamer.signaling.Signaling;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.security.Principal;
import java.util.concurrent.Executor;

/**
 * Serves the streamer's page, WHEP and WebSocket below a prefix of a program's own Netty server, and passes on every
 * request that is not below it. One for each connection.
 *
 * <pre>{@code
 * pipeline.addLast(new HttpServerCodec());
 * pipeline.addLast(new HttpObjectAggregator(streamer.signaling().maximumBodyBytes()));
 * pipeline.addLast(new NatcastHandler(streamer.signaling(), "/live", workers));
 * pipeline.addLast(new TheProgramsOwnHandler());
 * }</pre>
 *
 * <p>Comes after an {@code HttpObjectAggregator}, and after what authenticates: {@link #USER} tells the streamer's
 * {@link io.github.natcast.streamer.Admission} whom. A connection that becomes a WebSocket of the streamer loses this
 * handler and the HTTP codec; handlers behind it see nothing more of it, those before it see its bytes.
 */
public final class NatcastHandler extends ChannelInboundHandlerAdapter {
    /** A channel's attribute: whom a handler before this one has authenticated. */
    public static final AttributeKey<Principal> USER = SignalingExchange.USER;

    private final SignalingExchange exchange;

    /**
     * @param signaling the running streamer's
     * @param prefix of the paths that are the streamer's, such as {@code /live}, as clients write it, percent-encoding
     *     included; empty for all paths
     * @param workers run what may take some milliseconds, never a channel's event loop; the caller shuts them down,
     *     after the streamer
     * @throws IllegalArgumentException when the prefix neither is empty nor begins with a slash, or ends with one
     */
    public NatcastHandler(Signaling signaling, String prefix, Executor workers) {
        if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException(
                    "prefix \"" + prefix + "\" must be empty, or begin and not end with a slash, such as /live");
        }
        this.exchange = new SignalingExchange(signaling, prefix, workers, pipeline -> {}, true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        exchange.read(ctx, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        exchange.ended();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        exchange.ended();
    }
}
