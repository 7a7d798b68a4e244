package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.flow.FlowControlHandler;
import java.util.function.Consumer;

/** The opening handshake (RFC 6455 §4): turns the pipeline of an HTTP connection into that of a WebSocket. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class WebSocketUpgrade {
    private WebSocketUpgrade() {}

    static void perform(
            ChannelHandlerContext ctx,
            FullHttpRequest http,
            SignalingRequest request,
            Signaling signaling,
            Consumer<ChannelPipeline> before) {
        Channel channel = ctx.channel();
        WebSocketDecoderConfig decoder = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(signaling.maximumMessageBytes())
                .closeOnProtocolViolation(false)
                .build();
        WebSocketServerHandshaker handshaker =
                new WebSocketServerHandshakerFactory(http.uri(), null, decoder).newHandshaker(http);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        try {
            handshaker.handshake(channel, http).addListener(handshake -> {
                if (handshake.isSuccess()) {
                    before.accept(ctx.pipeline());
                    install(ctx, new WebSocketFrames(channel, signaling.maximumMessageBytes()), request, signaling);
                } else {
                    channel.close();
                }
            });
        } catch (WebSocketHandshakeException malformed) {
            ctx.writeAndFlush(HttpMessages.response(
                    HttpProblem.reply(400, "bad_handshake", String.valueOf(malformed.getMessage()))));
        }
    }

    /** Takes the place of the handler that serves HTTP; what a program has behind it sees nothing of the WebSocket. */
    private static void install(
            ChannelHandlerContext ctx, WebSocketFrames frames, SignalingRequest request, Signaling signaling) {
        ChannelPipeline pipeline = ctx.pipeline();
        String place = ctx.name();
        pipeline.addAfter(place, null, frames);
        pipeline.addAfter(place, null, new WebSocketFrameAggregator(signaling.maximumMessageBytes()));
        pipeline.addAfter(place, null, new Utf8FrameValidator(false));
        pipeline.addAfter(place, null, new FlowControlHandler());
        frames.begin(pipeline, signaling.open(request, frames));
        pipeline.remove(ctx.handler());
    }
}
