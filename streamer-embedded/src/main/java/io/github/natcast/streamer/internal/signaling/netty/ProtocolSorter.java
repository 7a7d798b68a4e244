package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets one port serve HTTP, HTTPS and ICE-TCP: looks at a connection's first bytes, builds the pipeline that they need,
 * and leaves. Confined to the connection's event loop.
 *
 * <p>Where HTTP is served, a connection that sends nothing may be idle as long as one of HTTP: browsers open some
 * before they need them. One that has begun with anything else must say what it is within three seconds.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close changes nothing
final class ProtocolSorter extends ByteToMessageDecoder {
    static final long PATIENCE_MILLIS = 3_000;

    private final Optional<Consumer<ChannelPipeline>> http;
    private final Optional<Consumer<ChannelPipeline>> tls;
    private final Optional<Consumer<ChannelPipeline>> iceTcp;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * @param http adds its handlers; empty on a port that serves ICE-TCP alone
     * @param tls adds its handlers and those of HTTP behind it; empty on a port without
     * @param iceTcp adds its handlers, for a connection that begins with a check; empty on a port for HTTP alone
     */
    ProtocolSorter(
            Optional<Consumer<ChannelPipeline>> http,
            Optional<Consumer<ChannelPipeline>> tls,
            Optional<Consumer<ChannelPipeline>> iceTcp) {
        this.http = http;
        this.tls = tls;
        this.iceTcp = iceTcp;
    }

    /** On a port without TLS. */
    ProtocolSorter(Optional<Consumer<ChannelPipeline>> http, Consumer<ChannelPipeline> iceTcp) {
        this(http, Optional.empty(), Optional.of(iceTcp));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (http.isEmpty()) {
            beginWaiting(ctx);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        FirstBytes spoken = FirstBytes.of(in);
        switch (spoken) {
            case UNDECIDED -> beginWaiting(ctx);
            case ICE_TCP -> become(iceTcp, ctx, in);
            case HTTP -> become(http, ctx, in);
            case TLS -> become(tls, ctx, in);
            case UNKNOWN -> close(ctx, in);
        }
    }

    private void become(Optional<Consumer<ChannelPipeline>> handlers, ChannelHandlerContext ctx, ByteBuf in) {
        if (handlers.isPresent()) {
            handlers.get().accept(ctx.pipeline());
            ctx.pipeline().remove(this);
        } else {
            close(ctx, in);
        }
    }

    private static void close(ChannelHandlerContext ctx, ByteBuf in) {
        in.skipBytes(in.readableBytes());
        ctx.close();
    }

    private void beginWaiting(ChannelHandlerContext ctx) {
        if (deadline == null) {
            deadline = ctx.executor().schedule(() -> ctx.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing was said in all that time; who speaks HTTP or ICE-TCP sees to its own idleness. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
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
