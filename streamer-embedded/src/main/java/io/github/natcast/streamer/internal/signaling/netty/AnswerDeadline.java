package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection of a program's own server whose client takes nothing of an answer for
 * {@link UnreadAnswers#PATIENCE_SECONDS}. {@link UnreadAnswers} bounds all that passes through a pipeline; in a
 * program's, not all of it is ours. Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close ends the channel; nobody else needs to know
final class AnswerDeadline {
    private final ChannelHandlerContext ctx;
    private final ChannelOutboundBuffer out;
    private final RefusalCounts refusals;
    private long seen;
    private @Nullable Future<?> check;

    private AnswerDeadline(ChannelHandlerContext ctx, ChannelOutboundBuffer out, RefusalCounts refusals) {
        this.ctx = ctx;
        this.out = out;
        this.refusals = refusals;
    }

    /** Watches an answer until the socket has taken it; not on a stream of HTTP/2, whose channel does not tell. */
    static void watch(ChannelHandlerContext ctx, ChannelFuture answer, RefusalCounts refusals) {
        ChannelOutboundBuffer out = ctx.channel().unsafe().outboundBuffer();
        if (out != null) {
            AnswerDeadline deadline = new AnswerDeadline(ctx, out, refusals);
            deadline.begin();
            answer.addListener(taken -> deadline.cancel());
        }
    }

    private void begin() {
        seen = taken();
        check = ctx.executor().schedule(this::check, UnreadAnswers.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void check() {
        if (taken() != seen) {
            begin();
        } else {
            refusals.count(Refusal.UNREAD_ANSWERS);
            ctx.close();
        }
    }

    private void cancel() {
        if (check != null) {
            check.cancel(false);
        }
    }

    /** Grows with every byte that the socket takes; what is written meanwhile counts as progress, too. */
    private long taken() {
        return out.currentProgress() - out.totalPendingWriteBytes();
    }
}
