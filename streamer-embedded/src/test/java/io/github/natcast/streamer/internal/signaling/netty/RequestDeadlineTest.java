package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    private static final String HEAD = "POST /whep HTTP/1.1\r\nContent-Length: 60\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final RefusalCounts refusals = new RefusalCounts();

    @BeforeEach
    void install() {
        channel.freezeTime();
        RequestDeadline deadline = new RequestDeadline(Duration.ofSeconds(10), Duration.ofSeconds(20), refusals);
        RequestDecoder decoder = new RequestDecoder(new MemoryBudget(1 << 20), deadline, new IdleConnections());
        channel.pipeline().addLast(decoder, new ResponseEncoder(decoder));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aBodyThatDripsIsRefusedAfterTwentySeconds() {
        receive(HEAD);
        for (int second = 0; second < 19; second++) {
            pass(1);
            receive("v=0");
        }
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("connection: close", "request_timeout", "20 s");
        assertThat(channel.isOpen()).isFalse();
        assertThat(refusals.of(Refusal.REQUEST_TIME)).isOne();
    }

    @Test
    void aHeadThatDripsIsRefusedAfterTenSeconds() {
        receive("POST /whep HT");
        pass(9);
        receive("TP/1.1\r\nHost: a\r\n");
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(sent()).startsWith("HTTP/1.1 408 ").contains("10 s");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void betweenRequestsTimeDoesNotCount() {
        for (int request = 0; request < 3; request++) {
            receive(HEAD + "x".repeat(60));
            answer(HttpResponseStatus.OK);
            pass(59);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void eachRequestHasItsOwnTime() {
        receive(HEAD + "x".repeat(60) + HEAD);
        answer(HttpResponseStatus.OK);
        pass(19);
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void whatIsAnsweredAlreadyIsOnlyClosed() {
        receive(HEAD);
        answer(HttpResponseStatus.CONTINUE);
        answer(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        pass(20);

        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    /** A program may take as long as it likes to decide who may watch. */
    @Test
    void whatComesBehindARequestThatIsBeingAnsweredMayWait() {
        receive(HEAD + "x".repeat(60) + "POST /wh");
        pass(100);

        assertThat(channel.isOpen()).isTrue();
        answer(HttpResponseStatus.OK);
        pass(10);
        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aWebSocketsMessagesMayTakeTheirTime() {
        receive(HEAD + "x".repeat(60));
        channel.pipeline().remove(RequestDecoder.class);
        channel.pipeline().remove(ResponseEncoder.class);
        receive("a frame");
        pass(100);

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.pipeline().names()).hasSize(1); // the channel's own end of the pipeline
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.US_ASCII));
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        sent();
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return text.toString();
    }
}
