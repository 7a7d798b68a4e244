package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes of a client in, whole messages out. */
class FrameDecoderTest {
    private static final int MAXIMUM = 100_000;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int PING = 9;
    private static final int FINAL = 0x80;

    private final MemoryBudget budget = new MemoryBudget(32 << 10);
    private final List<String> told = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FrameDecoder decoder = new FrameDecoder(
            WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(MAXIMUM).build(), budget);

    @BeforeEach
    void install() {
        channel.pipeline().addLast(decoder, new MessageAssembler(MAXIMUM, budget));
    }

    @AfterEach
    void nothingIsHeldInTheEnd() {
        channel.finishAndReleaseAll();
        assertThat(budget.held()).isZero();
    }

    private static ByteBuf frame(int first, int length, int sent) {
        ByteBuf frame = Unpooled.buffer().writeByte(first);
        if (length < 126) {
            frame.writeByte(0x80 | length);
        } else {
            frame.writeByte(0x80 | 126).writeShort(length);
        }
        return frame.writeInt(0).writeBytes("x".repeat(sent).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private String next() {
        WebSocketFrame frame = channel.readInbound();
        if (frame == null) {
            return "nothing";
        }
        String told = frame.getClass().getSimpleName() + " " + frame.content().readableBytes();
        frame.release();
        return told;
    }

    @Test
    void beforeTheSessionTakesThemFramesWait() {
        channel.writeInbound(frame(FINAL | TEXT, 5, 5));
        assertThat(next()).isEqualTo("nothing");
        assertThat(channel.config().isAutoRead()).isFalse();

        decoder.setTaken(true);
        assertThat(next()).isEqualTo(TextWebSocketFrame.class.getSimpleName() + " 5");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    /** Its pings would be answered by pongs that nobody reads. */
    @Test
    void whoDoesNotReadIsNotRead() {
        decoder.setTaken(true);
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        channel.writeInbound(frame(FINAL | PING, 1, 1), frame(FINAL | PING, 2, 2));
        assertThat(next()).isEqualTo("nothing");
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();
        assertThat(next()).isEqualTo(PingWebSocketFrame.class.getSimpleName() + " 1");
        assertThat(next()).isEqualTo(PingWebSocketFrame.class.getSimpleName() + " 2");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aLongFrameThatIsArrivingCounts() {
        decoder.setTaken(true);
        channel.writeInbound(frame(FINAL | TEXT, 30_000, 20_000));
        assertThat(budget.held()).isBetween(12_000L, 32L << 10);
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[10_000]));
        assertThat(next()).isEqualTo("TextWebSocketFrame 30000");
        assertThat(budget.held()).isZero();

        assertThatThrownBy(() -> channel.writeInbound(frame(FINAL | TEXT, 60_000, 59_999)))
                .isInstanceOf(UnfinishedMemoryException.class);
    }

    /** Its socket stays open for a while, so that the reason arrives; the rest of its message does too. */
    @Test
    void ofWhoIsRefusedNothingIsHeld() {
        decoder.setTaken(true);
        channel.writeInbound(frame(FINAL | TEXT, 60_000, 20_000));
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(new byte[30_000])))
                .isInstanceOf(UnfinishedMemoryException.class);
        assertThat(budget.held()).isZero();
        for (int i = 0; i < 10; i++) {
            ByteBuf more = Unpooled.wrappedBuffer(new byte[10_000]);
            channel.writeInbound(more);
            assertThat(more.refCnt()).isZero();
            assertThat(decoder.heldBytes()).isZero();
        }
        assertThat(next()).isEqualTo("nothing");
    }

    /** Buffers of many sizes that grow side by side leave an allocator several times of what is in them. */
    @Test
    void whatIsArrivingTakesNoMoreOfTheAllocatorThanOneRead() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
        channel.config().setAllocator(allocator);
        decoder.setTaken(true);
        channel.writeInbound(frame(FINAL | TEXT, 20_000, 1000));
        for (int i = 0; i < 18; i++) {
            channel.writeInbound(allocator.directBuffer(1000, 1000).writeZero(1000));
            assertThat(allocator.metric().usedDirectMemory()).isLessThanOrEqualTo(1000);
        }
        channel.writeInbound(allocator.directBuffer(1000, 1000).writeZero(1000));
        assertThat(next()).isEqualTo("TextWebSocketFrame 20000");
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void fragmentsCountWithPingsBetweenThem() {
        decoder.setTaken(true);
        channel.writeInbound(frame(TEXT, 1, 1));
        for (int i = 0; i < 20_000; i++) {
            channel.writeInbound(frame(CONTINUATION, 1, 1));
        }
        channel.writeInbound(frame(FINAL | PING, 0, 0));
        assertThat(next()).isEqualTo("PingWebSocketFrame 0");
        assertThat(budget.held()).isBetween(12_000L, 32L << 10);
        channel.writeInbound(frame(FINAL | CONTINUATION, 0, 0));
        assertThat(next()).isEqualTo("TextWebSocketFrame 20001");
        assertThat(budget.held()).isZero();
    }

    @Test
    void fragmentsOfAMessageThatIsTooLongAreRefused() {
        MemoryBudget large = new MemoryBudget(1 << 20);
        EmbeddedChannel other = new EmbeddedChannel(new MessageAssembler(MAXIMUM, large));
        other.writeInbound(new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[60_000])));
        assertThatThrownBy(() -> other.writeInbound(
                        new TextWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[MAXIMUM + 1]))))
                .isInstanceOf(TooLongFrameException.class);
        assertThat(large.held()).isZero();
        other.finishAndReleaseAll();
    }

    /** A failure of their own would close the socket before the client has read why. */
    @Test
    void theFragmentsAfterTheOneThatIsTooMuchAreDropped() {
        decoder.setTaken(true);
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                told.add(cause.getClass().getSimpleName());
            }
        });

        channel.writeInbound(frame(TEXT, 60_000, 60_000));
        channel.writeInbound(frame(CONTINUATION, 60_000, 60_000));
        channel.writeInbound(frame(FINAL | CONTINUATION, 60_000, 60_000));
        channel.writeInbound(frame(FINAL | PING, 1, 1));

        assertThat(told).hasSize(1);
        assertThat(next()).isEqualTo(PingWebSocketFrame.class.getSimpleName() + " 1");
    }
}
