package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.ProxyHeaders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProxyProtocolReaderTest {
    private static final InetSocketAddress TUNNEL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 40000);
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
    private static final InetSocketAddress CLIENT_6 = new InetSocketAddress("2001:db8::7", 50000);
    private static final byte[] REQUEST = ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static EmbeddedChannel channel(InetSocketAddress peer) {
        return new EmbeddedChannel(new ProxyProtocolReader(TrustedSources.THIS_HOST)) {
            @Override
            protected SocketAddress remoteAddress0() {
                return peer;
            }
        };
    }

    /** What came through. */
    private static byte[] through(EmbeddedChannel channel) {
        byte[] all = {};
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            part.release();
            all = ProxyHeaders.joined(all, bytes);
        }
        return all;
    }

    @Test
    void theHeaderIsTakenOffHoweverTheBytesAreSplit() {
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            InetSocketAddress client = random.nextBoolean() ? CLIENT : CLIENT_6;
            byte[] sent = ProxyHeaders.joined(ProxyHeaders.of(client, false, new byte[random.nextInt(20)]), REQUEST);
            EmbeddedChannel channel = channel(TUNNEL);
            for (int at = 0; at < sent.length; ) {
                int end = Math.min(sent.length, at + 1 + random.nextInt(1 + random.nextInt(60)));
                channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(sent, at, end)));
                at = end;
            }

            assertThat(through(channel)).as("seed %d", seed).isEqualTo(REQUEST);
            assertThat(ProxyProtocolReader.client(channel)).isEqualTo(client);
            assertThat(channel.pipeline().get(ProxyProtocolReader.class)).isNull();
            assertThat(channel.finish()).isFalse();
        }
    }

    @Test
    void whatFollowsIsSortedHoweverTheBytesAreSplit() {
        byte[] check = HexFormat.of().parseHex("006c000100582112a442000102030405060708090a0b0006");
        for (long seed = 1; seed <= 1000; seed++) {
            Random random = new Random(seed);
            byte[] spoken = random.nextBoolean() ? check : REQUEST;
            byte[] sent = ProxyHeaders.joined(ProxyHeaders.of(CLIENT, false, new byte[random.nextInt(20)]), spoken);
            List<String> sorted = new ArrayList<>();
            EmbeddedChannel channel = channel(TUNNEL);
            channel.pipeline()
                    .addLast(new ProtocolSorter(
                            Optional.of(pipeline -> sorted.add("HTTP")), pipeline -> sorted.add("ICE-TCP")));
            for (int at = 0; at < sent.length; ) {
                int end = Math.min(sent.length, at + 1 + random.nextInt(1 + random.nextInt(60)));
                channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(sent, at, end)));
                at = end;
            }

            assertThat(sorted).as("seed %d", seed).containsExactly(spoken == check ? "ICE-TCP" : "HTTP");
            assertThat(through(channel)).isEqualTo(spoken);
            assertThat(ProxyProtocolReader.client(channel)).isEqualTo(CLIENT);
            assertThat(channel.finish()).isFalse();
        }
    }

    @Test
    void aConnectionWithoutAHeaderGoesOnAtOnce() {
        for (InetSocketAddress peer : new InetSocketAddress[] {TUNNEL, STRANGER}) {
            EmbeddedChannel channel = channel(peer);
            channel.writeInbound(Unpooled.wrappedBuffer(REQUEST, 0, 1));
            channel.writeInbound(Unpooled.wrappedBuffer(REQUEST, 1, REQUEST.length - 1));

            assertThat(through(channel)).isEqualTo(REQUEST);
            assertThat(ProxyProtocolReader.client(channel)).isEqualTo(peer);
        }
    }

    @Test
    void aStrangersHeaderEndsTheConnection() {
        EmbeddedChannel channel = channel(STRANGER);
        channel.writeInbound(Unpooled.wrappedBuffer(ProxyHeaders.joined(ProxyHeaders.of(CLIENT), REQUEST)));

        assertThat(channel.isOpen()).isFalse();
        assertThat(through(channel)).isEmpty();
        assertThat(ProxyProtocolReader.client(channel)).isEqualTo(STRANGER);
    }

    @Test
    void version1AndMalformedHeadersEndTheConnection() {
        byte[] malformed = ProxyHeaders.of(CLIENT);
        malformed[12] = 0x31;
        for (byte[] bytes :
                new byte[][] {ascii("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\n\r\n"), malformed}) {
            EmbeddedChannel channel = channel(TUNNEL);
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));

            assertThat(channel.isOpen()).isFalse();
            assertThat(through(channel)).isEmpty();
        }
    }

    /** The second one is the client's own, and no HTTP. */
    @Test
    void onlyOneHeaderIsTakenOff() {
        byte[] second = ProxyHeaders.of(CLIENT_6);
        EmbeddedChannel channel = channel(TUNNEL);
        channel.writeInbound(Unpooled.wrappedBuffer(ProxyHeaders.joined(ProxyHeaders.of(CLIENT), second)));

        assertThat(through(channel)).isEqualTo(second);
        assertThat(ProxyProtocolReader.client(channel)).isEqualTo(CLIENT);
    }

    @Test
    void halfAHeaderIsNotWaitedForLong() {
        EmbeddedChannel channel = channel(TUNNEL);
        channel.writeInbound(Unpooled.wrappedBuffer(ProxyHeaders.of(CLIENT), 0, 20));
        channel.freezeTime();
        channel.advanceTimeBy(ProxyProtocolReader.PATIENCE_MILLIS - 100, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(200, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }
}
