package io.github.natcast.streamer.internal.signaling.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.tls.ServerTls;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.security.TlsSettings;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsHandlersTest {
    private static final byte[] BEGINNING = HexFormat.of().parseHex("1603010200010001fc0303");

    @TempDir
    private Path folder;

    @Test
    void aHandshakeThatStallsEndsAfterTenSeconds() throws Exception {
        TestCertificate.now("stalled").write(folder);
        ServerTls tls = ServerTls.open(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem")));
        try (TlsHandlers handlers = new TlsHandlers(tls, ThreadFailures.logged())) {
            EmbeddedChannel channel = new EmbeddedChannel();
            channel.freezeTime();
            channel.pipeline()
                    .addLast(new ProtocolSorter(Optional.empty(), Optional.of(handlers::addTo), Optional.empty()));
            channel.writeInbound(Unpooled.wrappedBuffer(BEGINNING));
            assertThat(TlsHandlers.isSecure(channel.pipeline())).isTrue();
            assertThat(channel.pipeline().get(SslHandler.class).engine().getUseClientMode())
                    .isFalse();

            channel.advanceTimeBy(9_900, TimeUnit.MILLISECONDS);
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1})); // byte by byte is no progress
            channel.runScheduledPendingTasks();
            assertThat(channel.isOpen()).isTrue();
            channel.advanceTimeBy(200, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
            channel.runPendingTasks();
            assertThat(channel.isOpen()).isFalse();
            channel.releaseOutbound();
        }
    }

    /** A ClientHello and the end, over and over: whoever comes after them is not made to wait for their signatures. */
    @Test
    void nothingIsComputedForAConnectionThatIsGone() throws Exception {
        TestCertificate.now("gone").write(folder);
        ServerTls tls = ServerTls.open(TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem")));
        byte[] hello = clientHello();
        try (TlsHandlers handlers = new TlsHandlers(tls, ThreadFailures.logged())) {
            for (int i = 0; i < 200; i++) {
                EmbeddedChannel channel = new EmbeddedChannel();
                handlers.addTo(channel.pipeline());
                Future<Channel> handshake =
                        channel.pipeline().get(SslHandler.class).handshakeFuture();
                channel.writeInbound(Unpooled.copiedBuffer(hello));
                channel.unsafe().close(channel.newPromise()); // as a reset does
                channel.runPendingTasks();

                assertThat(handshake.cause()).isInstanceOf(IOException.class);
                channel.releaseOutbound();
            }
            assertThat(handlers.waiting()).isZero();
        }
    }

    private static byte[] clientHello() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        SSLEngine client = context.createSSLEngine("localhost", 443);
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        byte[] bytes = new byte[hello.flip().remaining()];
        hello.get(bytes);
        return bytes;
    }

    @Test
    void withoutTlsOnThePortItsFirstByteEndsTheConnection() {
        EmbeddedChannel channel =
                new EmbeddedChannel(new ProtocolSorter(Optional.empty(), Optional.empty(), Optional.empty()));
        channel.writeInbound(Unpooled.wrappedBuffer(BEGINNING));
        assertThat(channel.isOpen()).isFalse();
    }
}
