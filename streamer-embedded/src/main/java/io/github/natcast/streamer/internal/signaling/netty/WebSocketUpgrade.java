package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetSocketAddress;
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
            SharedLimits limits,
            Consumer<ChannelPipeline> before) {
        Channel channel = ctx.channel();
        WebSocketDecoderConfig decoder = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(signaling.maximumMessageBytes())
                .closeOnProtocolViolation(false)
                .build();
        String version = http.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION);
        if (!WebSocketVersion.V13.toHttpHeaderValue().equals(version)) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        InetSocketAddress client = request.remoteAddress();
        if (!limits.webSockets().enter(client)) {
            limits.refusals().count(Refusal.WEB_SOCKETS_PER_ADDRESS);
            ctx.writeAndFlush(HttpMessages.response(HttpProblem.retryAfter(
                    10,
                    429,
                    "too_many_web_sockets",
                    "More than " + limits.limits().webSocketsPerAddress()
                            + " WebSockets of one address; close some.")));
            return;
        }
        channel.closeFuture().addListener(closed -> limits.webSockets().leave(client));
        FrameDecoder frames = new FrameDecoder(decoder, limits.unfinished());
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(http.uri(), null, decoder) {
            @Override
            protected WebSocketFrameDecoder newWebsocketDecoder() {
                return frames;
            }
        };
        try {
            handshaker.handshake(channel, http).addListener(handshake -> {
                if (handshake.isSuccess()) {
                    before.accept(ctx.pipeline());
                    WebSocketFrames socket = new WebSocketFrames(channel, signaling.maximumMessageBytes(), limits);
                    install(ctx, socket, request, signaling, limits);
                    frames.setTaken(true);
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
            ChannelHandlerContext ctx,
            WebSocketFrames frames,
            SignalingRequest request,
            Signaling signaling,
            SharedLimits limits) {
        ChannelPipeline pipeline = ctx.pipeline();
        String place = ctx.name();
        pipeline.addAfter(place, null, frames);
        pipeline.addAfter(place, null, new MessageAssembler(signaling.maximumMessageBytes(), limits.unfinished()));
        pipeline.addAfter(place, null, new Utf8FrameValidator(false));
        frames.begin(pipeline, signaling.open(request, frames));
        pipeline.remove(ctx.handler());
    }
}
