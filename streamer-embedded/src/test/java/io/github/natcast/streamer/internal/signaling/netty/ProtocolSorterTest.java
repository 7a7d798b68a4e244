package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtocolSorterTest {
    /** The frame's length, then a Binding request of 88 bytes behind its header. */
    private static final String CHECK = "006c 0001 0058 2112a442 000102030405060708090a0b 0006";

    private Taker http = new Taker();
    private Taker iceTcp = new Taker();

    /** Keeps what arrives. */
    private static final class Taker extends ChannelInboundHandlerAdapter {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        boolean added;

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            added = true;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            byte[] array = new byte[bytes.readableBytes()];
            bytes.readBytes(array);
            taken.writeBytes(array);
            bytes.release();
        }
    }

    private EmbeddedChannel shared() {
        return new EmbeddedChannel(new ProtocolSorter(
                Optional.of(pipeline -> pipeline.addLast(http)), pipeline -> pipeline.addLast(iceTcp)));
    }

    private EmbeddedChannel iceTcpAlone() {
        return new EmbeddedChannel(new ProtocolSorter(Optional.empty(), pipeline -> pipeline.addLast(iceTcp)));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, HTTP",
        "PROXY TCP4 192.0.2.1, HTTP",
        "options * HTTP/1.1, HTTP",
    })
    void aLetterIsHttp(String text, FirstBytes expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(FirstBytes.of(Unpooled.wrappedBuffer(bytes))).isEqualTo(expected);
        assertThat(FirstBytes.of(Unpooled.wrappedBuffer(bytes, 0, 1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "16030100f8010000f40303, TLS",
        "16, TLS",
        "0d0a0d0a000d0a515549540a, HTTP",
        "80626f6f, HTTP",
        "'', UNDECIDED",
        "00, UNDECIDED",
        "006c 0001 0058 2112a4, UNDECIDED",
        "006c 0001 0058 2112a442, ICE_TCP",
        "0014 0001 0000 2112a442, ICE_TCP",
        "006c 0001 0058 2112a443, UNKNOWN",
        "006c 0101 0058 2112a442, UNKNOWN",
        "006c 0001 0059 2112a442, UNKNOWN",
        "05dd 0001 05c9 2112a442, UNKNOWN",
        "0000 0001 0058 2112a442, UNKNOWN",
        "0300000013 0ee0000000, UNKNOWN"
    })
    void tellsByTenBytesAtMost(String bytes, FirstBytes expected) {
        assertThat(FirstBytes.of(Unpooled.wrappedBuffer(hex(bytes)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECK, "474554202f20485454502f312e310d0a"})
    void everyCutLosesNothing(String text) {
        byte[] bytes = hex(text);
        Random random = new Random(4);
        for (int round = 0; round < 100; round++) {
            http = new Taker();
            iceTcp = new Taker();
            EmbeddedChannel channel = shared();
            for (int at = 0; at < bytes.length; ) {
                int end = Math.min(bytes.length, at + 1 + random.nextInt(6));
                channel.writeInbound(Unpooled.copiedBuffer(Arrays.copyOfRange(bytes, at, end)));
                at = end;
            }

            assertThat((text.equals(CHECK) ? iceTcp : http).taken.toByteArray()).isEqualTo(bytes);
            assertThat((text.equals(CHECK) ? http : iceTcp).added).isFalse();
            assertThat(channel.pipeline().get(ProtocolSorter.class)).isNull();
            channel.finishAndReleaseAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"16030100f8010000f40303", "006c 0001 0058 2112a443 0000", "00000000000000000000000000"})
    void whatNobodySpeaksIsClosed(String text) {
        EmbeddedChannel channel = shared();
        channel.writeInbound(Unpooled.wrappedBuffer(hex(text)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(http.added || iceTcp.added).isFalse();
    }

    @Test
    void whoHasBegunMustSayWhatItIsWithinThreeSeconds() {
        EmbeddedChannel channel = shared();
        channel.freezeTime();
        channel.advanceTimeBy(20, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen())
                .as("a connection that a browser opened in advance")
                .isTrue();

        for (byte slow : hex("006c00")) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {slow}));
            channel.advanceTimeBy(999, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            assertThat(channel.isOpen()).isTrue();
        }
        channel.advanceTimeBy(4, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatStaysSilentIsClosedAsOneOfHttpIs() {
        EmbeddedChannel channel = shared();
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_ALL_IDLE_STATE_EVENT);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoSaidWhatItIsHasAllTheTime() {
        EmbeddedChannel channel = shared();
        channel.freezeTime();
        channel.writeInbound(Unpooled.wrappedBuffer(hex(CHECK), 0, 5));
        channel.writeInbound(Unpooled.wrappedBuffer(hex(CHECK), 5, 19));
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void aPortOfItsOwnTakesChecksAndNothingElse() {
        EmbeddedChannel silent = iceTcpAlone();
        silent.freezeTime();
        silent.advanceTimeBy(3_001, TimeUnit.MILLISECONDS);
        silent.runScheduledPendingTasks();
        EmbeddedChannel page = iceTcpAlone();
        page.writeInbound(Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII));
        EmbeddedChannel check = iceTcpAlone();
        check.writeInbound(Unpooled.wrappedBuffer(hex(CHECK)));

        assertThat(silent.isOpen()).isFalse();
        assertThat(page.isOpen()).isFalse();
        assertThat(check.isOpen()).isTrue();
        assertThat(iceTcp.taken.toByteArray()).isEqualTo(hex(CHECK));
        check.finishAndReleaseAll();
    }
}
