package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.signaling.WebSocketSession;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between a channel whose writes and time the test moves, and a session that notes what it is told. */
class WebSocketFramesTest {
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RefusalCounts refusals = new RefusalCounts();
    private final WebSocketFrames frames = new WebSocketFrames(
            channel, 1000, SharedLimits.of(Limits.defaults().withRequestsPerSecond(10), refusals, () -> 0));

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(frames);
        frames.begin(channel.pipeline(), new Noting());
    }

    private final class Noting implements WebSocketSession {
        @Override
        public void onText(String text) {
            told.add(text);
        }

        @Override
        public void onBinary() {
            told.add("binary");
        }

        @Override
        public void onIdle(boolean first) {
            told.add(first ? "idle" : "idle still");
        }

        @Override
        public long heartbeatMillis() {
            return 15_000;
        }

        @Override
        public void onClose(int status) {
            told.add("closed " + status);
        }

        @Override
        public void onLost() {
            told.add("lost");
        }
    }

    /** A socket that takes a message when the test says so. */
    private static final class PendingWrites extends ChannelOutboundHandlerAdapter {
        final Queue<ChannelPromise> pending = new ArrayDeque<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ((WebSocketFrame) message).release();
            pending.add(promise);
        }
    }

    @Test
    void tellsOfAMessageOnceTheSocketTookItAndNotWhenItFailed() {
        PendingWrites writes = new PendingWrites();
        channel.pipeline().addFirst(writes);
        frames.send("a", () -> told.add("a written"));
        frames.send("b", () -> told.add("b written"));
        assertThat(told).isEmpty();

        writes.pending.remove().setSuccess();
        writes.pending.remove().setFailure(new IOException("connection reset, for the test"));
        assertThat(told).containsExactly("a written");
    }

    @Test
    void nothingFollowsAClosingFrameAndTheConnectionEndsWithoutAnAnswer() {
        frames.close(4401, "房".repeat(100));
        frames.send("late", () -> told.add("late written"));
        channel.writeInbound(new TextWebSocketFrame("late, too"));

        CloseWebSocketFrame sent = channel.readOutbound();
        assertThat(sent.statusCode()).isEqualTo(4401);
        assertThat(sent.reasonText()).isEqualTo("房".repeat(41));
        assertThat(sent.reasonText().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(123);
        sent.release();
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isTrue();

        pass(2);
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).containsExactly("closed 1006");
    }

    /** A session closes on its worker: the client's own closing frame may be read before that is written. */
    @Test
    void theConnectionEndsNoEarlierThanOurClosingFrameIsWritten() {
        PendingWrites writes = new PendingWrites();
        channel.pipeline().addFirst(writes);
        frames.close(4401, "unauthorized");
        channel.writeInbound(new CloseWebSocketFrame(1000, ""));
        assertThat(channel.isOpen()).isTrue();

        writes.pending.remove().setSuccess();
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).containsExactly("closed 1000");
    }

    @Test
    void theClientsClosingFrameIsAnswered() {
        channel.writeInbound(new CloseWebSocketFrame(4000, "bye"));

        CloseWebSocketFrame answer = channel.readOutbound();
        assertThat(answer.statusCode()).isEqualTo(4000);
        answer.release();
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).containsExactly("closed 4000");
    }

    @Test
    void aConnectionThatBreaksIsLostOnce() {
        channel.close().syncUninterruptibly();
        channel.finishAndReleaseAll();
        assertThat(told).containsExactly("lost");
    }

    @Test
    void silenceIsToldOnceAndAgain() {
        pass(15);
        pass(15);
        assertThat(told).containsExactly("idle", "idle still");
    }

    @Test
    void aPingIsAnsweredAndTheSessionHearsNothing() {
        channel.writeInbound(new PingWebSocketFrame());
        assertThat(channel.<Object>readOutbound()).isNotNull();
        assertThat(told).isEmpty();
    }

    /** Of pings, too: each costs an answer. */
    @Test
    void whoSendsTooManyFramesIsClosed() {
        for (int i = 0; i < 80; i++) {
            channel.writeInbound(new PingWebSocketFrame());
            channel.<PongWebSocketFrame>readOutbound().release();
        }
        channel.writeInbound(new PingWebSocketFrame());

        CloseWebSocketFrame sent = channel.readOutbound();
        assertThat(sent.statusCode()).isEqualTo(1008);
        sent.release();
        assertThat(told).containsExactly("closed 1008");
        assertThat(refusals.of(Refusal.MESSAGE_RATE)).isOne();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }
}
