package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** The opening handshake (RFC 6455 §4): turns the pipeline of an HTTP connection into that of a WebSocket. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class WebSocketUpgrade {
    private WebSocketUpgrade() {}

    static void perform(
            ChannelHandlerContext ctx, FullHttpRequest http, ViewerRequest origin, SignalingContext context) {
        WebSocketConnection connection = new WebSocketConnection(ctx.channel(), origin, context);
        perform(ctx, http, context, connection, connection::opened);
    }

    /** Completes the handshake, then says why the WebSocket is of no use. */
    static void refuse(ChannelHandlerContext ctx, FullHttpRequest http, Problem problem, SignalingContext context) {
        perform(ctx, http, context, new RefusedWebSocket(problem, context.messages()), () -> {});
    }

    private static void perform(
            ChannelHandlerContext ctx,
            FullHttpRequest http,
            SignalingContext context,
            ChannelHandler connection,
            Runnable opened) {
        Channel channel = ctx.channel();
        int maximum = context.limits().maximumMessageBytes();
        WebSocketDecoderConfig decoder = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maximum)
                .closeOnProtocolViolation(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(http.uri(), null, decoder).newHandshaker(http);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        ChannelPipeline pipeline = ctx.pipeline();
        try {
            handshaker.handshake(channel, http).addListener(handshake -> {
                if (handshake.isSuccess()) {
                    long silence = context.limits().heartbeat().toMillis();
                    pipeline.replace(
                            HttpPipeline.IDLE,
                            HttpPipeline.IDLE,
                            new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS));
                    pipeline.remove(HttpPipeline.KEEP_ALIVE);
                    pipeline.remove(RequestDeadline.class);
                    pipeline.addLast(new Utf8FrameValidator(false));
                    pipeline.addLast(new WebSocketFrameAggregator(maximum));
                    pipeline.addLast(connection);
                    pipeline.remove(HttpRouter.class);
                    opened.run();
                } else {
                    channel.close();
                }
            });
        } catch (WebSocketHandshakeException malformed) {
            Problem problem = new Problem(400, "bad_handshake", String.valueOf(malformed.getMessage()));
            ctx.writeAndFlush(Reply.problem(problem, context.messages()).response());
        }
    }
}
