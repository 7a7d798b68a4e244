package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last handler of an HTTP connection of our own server. Confined to its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close changes nothing
final class HttpRouter extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpRouter.class);

    private final SignalingExchange exchange;

    HttpRouter(SignalingEndpoint signaling) {
        exchange = new SignalingExchange(signaling, "", signaling.workers(), HttpRouter::becomeWebSocket, false);
    }

    private static void becomeWebSocket(ChannelPipeline pipeline) {
        pipeline.remove(HttpPipeline.IDLE);
        pipeline.remove(HttpPipeline.KEEP_ALIVE);
        pipeline.remove(RequestAssembler.class);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        exchange.read(ctx, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        exchange.ended();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        exchange.ended();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOGGER.debug("HTTP connection failed: {}", cause.toString());
        ctx.close();
    }
}
