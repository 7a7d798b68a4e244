package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what waits for a client that does not read: by what all connections together may hold, and by time. The time
 * is that without progress: a slow client reads slowly, but it reads. Stands before what encodes answers. Confined to
 * the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class UnreadAnswers extends ChannelOutboundHandlerAdapter {
    static final int PATIENCE_SECONDS = 10;

    private final SharedLimits limits;
    private final MemoryBudget.Share held;
    private long waiting;
    private long taken;
    private long seen;
    private @Nullable Future<?> check;

    UnreadAnswers(SharedLimits limits) {
        this.limits = limits;
        held = limits.unfinished().share();
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        int bytes = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        if (!held.hold(waiting + bytes)) {
            limits.refusals().count(Refusal.UNFINISHED_MEMORY);
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IOException("too many answers wait for clients that do not read"));
            ctx.close();
            return;
        }
        waiting += bytes;
        ctx.write(message, promise.unvoid()).addListener(write -> {
            waiting -= bytes;
            taken += bytes;
            held.hold(waiting);
        });
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        ctx.flush();
        if (waiting > 0 && check == null) {
            beginWaiting(ctx);
        }
    }

    private void beginWaiting(ChannelHandlerContext ctx) {
        seen = progress(ctx);
        check = ctx.executor().schedule(() -> check(ctx), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        check = null;
        if (waiting == 0 || !ctx.channel().isActive()) {
            return;
        }
        if (progress(ctx) == seen) {
            limits.refusals().count(Refusal.UNREAD_ANSWERS);
            ctx.close();
        } else {
            beginWaiting(ctx);
        }
    }

    /** How many bytes the socket has taken, with those of the message that it is taking. */
    private long progress(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        return taken + (out == null ? 0 : out.currentProgress());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (check != null) {
            check.cancel(false);
        }
    }
}
