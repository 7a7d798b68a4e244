package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.forwarded.ProxyHeader;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the header of the PROXY protocol off the beginning of a connection, remembers the client that it names, and
 * leaves; comes before whatever looks at the bytes. A connection without a header goes on as it is: a proxy that is
 * trusted begins each of its connections with one. Confined to the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close changes nothing
final class ProxyProtocolReader extends ByteToMessageDecoder {
    static final long PATIENCE_MILLIS = 3_000;
    private static final Logger LOGGER = LoggerFactory.getLogger(ProxyProtocolReader.class);
    private static final AttributeKey<InetSocketAddress> CLIENT =
            AttributeKey.valueOf(ProxyProtocolReader.class, "client");
    private static final byte[] VERSION_1 = "PROXY ".getBytes(StandardCharsets.US_ASCII);

    /** Said once: whoever can connect could fill the log. */
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final TrustedSources trusted;
    private @Nullable ScheduledFuture<?> deadline;

    ProxyProtocolReader(TrustedSources trusted) {
        this.trusted = trusted;
    }

    /** Who connected: to the proxy if it said so, otherwise to this port; by a Unix socket, this host. */
    static InetSocketAddress client(Channel channel) {
        InetSocketAddress named = channel.attr(CLIENT).get();
        if (named != null) {
            return named;
        }
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? peer
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (ProxyHeader.beginning(in.nioBuffer())) {
            case OTHER -> other(ctx, in);
            case UNDECIDED -> beginWaiting(ctx);
            case HEADER -> header(ctx, in);
        }
    }

    private void other(ChannelHandlerContext ctx, ByteBuf in) {
        if (isVersion1(in)) {
            refuse(ctx, in, "it has version 1, and version 2 is read; set that in the proxy");
        } else {
            ctx.pipeline().remove(this);
        }
    }

    private static boolean isVersion1(ByteBuf in) {
        if (in.readableBytes() < VERSION_1.length) {
            return false;
        }
        for (int i = 0; i < VERSION_1.length; i++) {
            if (in.getByte(in.readerIndex() + i) != VERSION_1[i]) {
                return false;
            }
        }
        return true;
    }

    private void header(ChannelHandlerContext ctx, ByteBuf in) {
        InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
        if (!trusted.contains(peer.getAddress())) {
            refuse(ctx, in, "its source is not trusted; name the proxy as one that speaks the PROXY protocol");
            return;
        }
        ProxyHeader header;
        try {
            header = ProxyHeader.read(in.nioBuffer());
        } catch (ProxyHeader.MalformedException e) {
            refuse(ctx, in, String.valueOf(e.getMessage()));
            return;
        }
        if (header == null) {
            beginWaiting(ctx);
            return;
        }
        header.client().ifPresent(client -> {
            ctx.channel().attr(CLIENT).set(client);
            LOGGER.debug("connection {} is of {}", peer, client);
        });
        in.skipBytes(header.length());
        ctx.pipeline().remove(this);
    }

    private static void refuse(ChannelHandlerContext ctx, ByteBuf in, String reason) {
        if (WARNED.compareAndSet(false, true)) {
            LOGGER.warn("a connection that begins with a header of the PROXY protocol is refused: {}", reason);
        }
        LOGGER.debug("refused: {}, {}", ctx.channel().remoteAddress(), reason);
        in.skipBytes(in.readableBytes());
        ctx.close();
    }

    private void beginWaiting(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor().schedule(() -> ctx.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        ScheduledFuture<?> waiting = deadline;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
