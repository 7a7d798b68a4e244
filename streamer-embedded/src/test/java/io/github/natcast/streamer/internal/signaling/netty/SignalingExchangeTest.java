package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.netty.NatcastHandler;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a program's own pipeline, whose codec decodes all that has come. */
class SignalingExchangeTest {
    private final Counting signaling = new Counting();
    private final HeldWrites socket = new HeldWrites();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            socket,
            new HttpServerCodec(),
            new HttpObjectAggregator(1000),
            new NatcastHandler(signaling, "", Runnable::run));

    private static final class Counting implements Signaling {
        int answered;

        @Override
        public int maximumBodyBytes() {
            return 1000;
        }

        @Override
        public int maximumMessageBytes() {
            return 1000;
        }

        @Override
        public SignalingReply answer(SignalingRequest request) {
            answered++;
            byte[] body = ("answer " + answered).getBytes(StandardCharsets.US_ASCII);
            return new SignalingReply(200, Map.of(), body, () -> {});
        }

        @Override
        public boolean mayBlock(SignalingRequest request) {
            return request.path().equals("/whep");
        }

        @Override
        public boolean isWebSocket(SignalingRequest request) {
            return false;
        }

        @Override
        public WebSocketSession open(SignalingRequest request, WebSocketPeer peer) {
            throw new AssertionError("no WebSocket was asked for");
        }
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void answersTheNextRequestWhenTheLastAnswerWasRead() {
        channel.writeInbound(Unpooled.copiedBuffer(
                "GET /page.js HTTP/1.1\r\nHost: a\r\n\r\nGET /whep HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50),
                StandardCharsets.US_ASCII));
        assertThat(signaling.answered).isOne();
        assertThat(socket.count()).isOne();
        assertThat(channel.config().isAutoRead()).isFalse();

        for (int i = 1; i <= 100; i++) {
            assertThat(socket.read()).endsWith("answer " + i);
            channel.runPendingTasks();
        }
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    private void ask() {
        channel.writeInbound(
                Unpooled.copiedBuffer("GET /page.js HTTP/1.1\r\nHost: a\r\n\r\n", StandardCharsets.US_ASCII));
    }

    private static void pass(EmbeddedChannel channel, int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void anAnswerThatNobodyReadsEndsTheConnection() {
        channel.freezeTime();
        ask();
        pass(channel, 9);
        assertThat(channel.isOpen()).isTrue();

        pass(channel, 1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoReadsEachAnswerInTimeIsServed() {
        channel.freezeTime();
        for (int i = 1; i <= 20; i++) {
            ask();
            pass(channel, 9);
            assertThat(socket.read()).endsWith("answer " + i);
        }
        pass(channel, 60);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoReadsAnAnswerSlowlyIsServedWhileItReads() {
        EmbeddedChannel slow = new EmbeddedChannel(
                new ChannelOutboundHandlerAdapter() {
                    @Override
                    public void flush(ChannelHandlerContext ctx) {
                        // The socket takes what the test says.
                    }
                },
                new HttpServerCodec(),
                new HttpObjectAggregator(1000),
                new NatcastHandler(signaling, "", Runnable::run));
        slow.freezeTime();
        slow.writeInbound(Unpooled.copiedBuffer("GET /page.js HTTP/1.1\r\nHost: a\r\n\r\n", StandardCharsets.US_ASCII));
        ChannelOutboundBuffer out = slow.unsafe().outboundBuffer();
        out.addFlush();
        for (int i = 0; i < 10; i++) {
            pass(slow, 9);
            out.removeBytes(1);
        }
        assertThat(slow.isOpen()).isTrue();

        pass(slow, 10);
        pass(slow, 10);
        assertThat(slow.isOpen()).isFalse();
        slow.finishAndReleaseAll();
    }
}
