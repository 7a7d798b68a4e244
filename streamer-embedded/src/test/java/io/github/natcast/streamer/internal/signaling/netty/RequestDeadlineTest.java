package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
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

    @BeforeEach
    void install() {
        channel.freezeTime();
        new RequestDeadline(Duration.ofSeconds(20)).install(channel.pipeline(), new HttpServerCodec());
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
    }

    @Test
    void aHeadThatDripsIsRefused() {
        receive("POST /whep HT");
        pass(10);
        receive("TP/1.1\r\nHost: a\r\n");
        pass(10);

        assertThat(sent()).startsWith("HTTP/1.1 408 ");
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

    @Test
    void aWebSocketsMessagesMayTakeTheirTime() {
        receive(HEAD + "x".repeat(60));
        channel.pipeline().remove(RequestDeadline.class);
        channel.pipeline().remove(HttpServerCodec.class);
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
