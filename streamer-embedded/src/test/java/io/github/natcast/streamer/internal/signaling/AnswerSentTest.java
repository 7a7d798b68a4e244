package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ViewerRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A viewer hears that its answer was sent once a socket has taken it, here one whose writes the test completes. */
class AnswerSentTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 9);

    private final FakeStreamer streamer = new FakeStreamer();
    private final SignalingContext context = SignalingContext.create(
            SignalingSettings.at(ADDRESS),
            SignalingLimits.DEFAULTS,
            streamer,
            Reports.none(),
            new Random(1),
            Runnable::run);
    private final PendingWrites writes = new PendingWrites();

    @ParameterizedTest
    @EnumSource
    void reportsItOnceWhenTheAnswerIsWritten(ViewerRequest.Protocol protocol) {
        offer(protocol, "v=0");
        assertThat(streamer.answersSent).isEmpty();

        writes.next().setSuccess();
        assertThat(streamer.answersSent).containsExactly(0);

        offer(protocol, "v=0");
        writes.next().setSuccess();
        assertThat(streamer.answersSent).containsExactly(0, 1);
    }

    @ParameterizedTest
    @EnumSource
    void staysSilentWhenTheWriteFails(ViewerRequest.Protocol protocol) {
        offer(protocol, "v=0");
        writes.next().setFailure(new IOException("connection reset, for the test"));

        assertThat(streamer.watching()).isEqualTo(1);
        assertThat(streamer.answersSent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void staysSilentWhenTheOfferIsRejected(ViewerRequest.Protocol protocol) {
        offer(protocol, "reject NO_VIDEO");
        writes.next().setSuccess();

        assertThat(streamer.answersSent).isEmpty();
    }

    private void offer(ViewerRequest.Protocol protocol, String sdp) {
        switch (protocol) {
            case WEBSOCKET ->
                webSocket().writeInbound(new TextWebSocketFrame("{\"type\":\"webrtc_offer\",\"sdp\":\"" + sdp + "\"}"));
            case WHEP -> connection(new HttpRouter(context)).writeInbound(post(sdp));
        }
    }

    private EmbeddedChannel webSocket() {
        EmbeddedChannel channel = connection();
        ViewerRequest origin = TestRequests.of(ViewerRequest.Protocol.WEBSOCKET, "live", ADDRESS);
        channel.pipeline().addLast(new WebSocketConnection(channel, origin, context));
        return channel;
    }

    private EmbeddedChannel connection(ChannelHandler... handlers) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return ADDRESS;
            }
        };
        channel.pipeline().addLast(writes).addLast(handlers);
        return channel;
    }

    private static FullHttpRequest post(String sdp) {
        FullHttpRequest post = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/whep", Unpooled.copiedBuffer(sdp, StandardCharsets.UTF_8));
        post.headers().set("Content-Type", WhepEndpoint.SDP);
        return post;
    }

    /** A socket that takes a message when the test says so. */
    @ChannelHandler.Sharable
    private static final class PendingWrites extends ChannelOutboundHandlerAdapter {
        private final Queue<ChannelPromise> pending = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            assertThat(message).isInstanceOfAny(TextWebSocketFrame.class, FullHttpResponse.class);
            ReferenceCountUtil.release(message);
            pending.add(promise);
        }

        ChannelPromise next() {
            return pending.remove();
        }
    }
}
