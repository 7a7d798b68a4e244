package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.security.Limits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that sends requests without reading, before a server that answers each at once. */
class PipeliningTest {
    private static final String GET = "GET /page.js HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int MAXIMUM = 100_000;
    private static final String ENDLESS = "POST /whep HTTP/1.1\r\nHost: a\r\nContent-Length: " + MAXIMUM + "\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final HeldWrites socket = new HeldWrites();
    private final RefusalCounts refusals = new RefusalCounts();
    private final SharedLimits limits =
            SharedLimits.of(Limits.defaults().withRequestsPerSecond(50).withUnfinishedMegabytes(1), refusals, () -> 0);
    private final List<String> bodies = new ArrayList<>();
    private int answered;

    @BeforeEach
    void install() {
        channel.freezeTime();
        install(channel, socket);
    }

    private void install(EmbeddedChannel connection, HeldWrites writes) {
        RequestDeadline deadline = new RequestDeadline(Duration.ofSeconds(10), Duration.ofSeconds(20), refusals);
        RequestDecoder decoder = new RequestDecoder(limits.unfinished(), deadline, new IdleConnections());
        connection
                .pipeline()
                .addLast(writes, new UnreadAnswers(limits), decoder, new ResponseEncoder(decoder))
                .addLast(new RequestAssembler(MAXIMUM, limits, decoder))
                .addLast(new SimpleChannelInboundHandler<FullHttpRequest>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
                        answered++;
                        bodies.add(request.content().toString(StandardCharsets.UTF_8));
                        FullHttpResponse response = new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1,
                                HttpResponseStatus.OK,
                                Unpooled.copiedBuffer("answer " + answered, StandardCharsets.UTF_8));
                        HttpUtil.setContentLength(response, response.content().readableBytes());
                        var unused = ctx.writeAndFlush(response);
                    }
                });
    }

    @AfterEach
    void nothingIsHeldInTheEnd() {
        channel.finishAndReleaseAll();
        assertThat(limits.unfinished().held()).isZero();
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void theNextRequestIsDecodedWhenTheAnswerWasRead() {
        receive(GET.repeat(40));
        assertThat(answered).isOne();
        assertThat(channel.config().isAutoRead()).isFalse();

        for (int i = 1; i <= 40; i++) {
            assertThat(socket.read()).endsWith("answer " + i);
        }
        assertThat(answered).isEqualTo(40);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void anAnswerThatNobodyReadsEndsTheConnection() {
        receive(GET.repeat(2));
        pass(9);
        assertThat(channel.isOpen()).isTrue();
        pass(1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(refusals.of(Refusal.UNREAD_ANSWERS)).isOne();
    }

    @Test
    void whoReadsSlowlyIsServed() {
        receive(GET.repeat(20));
        for (int i = 1; i <= 20; i++) {
            pass(8);
            assertThat(socket.read()).endsWith("answer " + i);
        }
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoAsksTooOftenIsToldToWaitAndThenHeardAgain() {
        receive(GET.repeat(102));
        for (int i = 0; i < 100; i++) {
            assertThat(socket.read()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(socket.read()).startsWith("HTTP/1.1 429 ").contains("Retry-After: 1", "too_many_requests");
        assertThat(refusals.of(Refusal.REQUEST_RATE)).isOne();
        assertThat(answered).isEqualTo(100);
        assertThat(socket.count()).isZero();
        assertThat(channel.config().isAutoRead()).isFalse();

        pass(1); // the clock of the rate stands still here
        assertThat(socket.read()).startsWith("HTTP/1.1 429 ");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAtOnceAndTheRestIsDropped() {
        receive("POST /whep HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");
        assertThat(socket.read()).startsWith("HTTP/1.1 413 ");
        receive("x".repeat(100_001) + GET);
        assertThat(socket.read()).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void chunksMakeOneBody() {
        receive("POST /whep HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(socket.read()).startsWith("HTTP/1.1 100 ");
        receive("1\r\nv\r\n".repeat(9000) + "0\r\n\r\n");
        assertThat(bodies).containsExactly("v".repeat(9000));
    }

    @Test
    void bodiesOfAllTogetherAreBounded() {
        List<EmbeddedChannel> others = new ArrayList<>();
        List<HeldWrites> sockets = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            EmbeddedChannel other = new EmbeddedChannel();
            HeldWrites writes = new HeldWrites();
            install(other, writes);
            other.writeInbound(Unpooled.copiedBuffer(ENDLESS + "x".repeat(MAXIMUM - 1), StandardCharsets.UTF_8));
            others.add(other);
            sockets.add(writes);
            assertThat(limits.unfinished().held()).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(refusals.of(Refusal.UNFINISHED_MEMORY)).isBetween(20L, 39L);
        assertThat(sockets.get(39).read())
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 1", "too_much_unfinished");

        receive(GET); // a small request is answered
        assertThat(answered).isOne();
        others.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(socket.read()).endsWith("answer 1");
    }

    @Test
    void whatAnAnswerToHeadWouldHoldIsNotSent() {
        receive("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET);
        assertThat(socket.read()).contains("content-length: 8").doesNotContain("answer");
        assertThat(socket.read()).endsWith("answer 2");
    }
}
