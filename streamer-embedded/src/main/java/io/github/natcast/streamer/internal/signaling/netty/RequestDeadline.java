package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that arrive too slowly, with status 408 (RFC 9110 §15.5.9): byte by byte they would hold a connection
 * for ever, since it is never idle. The time runs from the first byte of a request; its head has less than its body.
 * Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class RequestDeadline {
    private final Duration head;
    private final Duration whole;
    private final RefusalCounts refusals;
    private @Nullable Future<?> timer;
    private boolean hasHead;
    private boolean unanswered;

    /**
     * @param head from a request's first byte to its body
     * @param whole from there to its last; not shorter
     */
    RequestDeadline(Duration head, Duration whole, RefusalCounts refusals) {
        this.head = head;
        this.whole = whole;
        this.refusals = refusals;
    }

    /**
     * A request has begun and is not complete; has no effect on time that runs already, but that a head has arrived.
     *
     * @param ctx of the decoder
     * @param afterHead the rest is body
     * @param awaited its answer has not been written yet
     */
    void start(ChannelHandlerContext ctx, boolean afterHead, boolean awaited) {
        unanswered = awaited;
        if (timer != null && hasHead == afterHead) {
            return;
        }
        cancel();
        hasHead = afterHead;
        Duration limit = afterHead ? whole : head;
        timer = ctx.executor().schedule(() -> expire(ctx, limit), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The request is complete. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void expire(ChannelHandlerContext ctx, Duration limit) {
        refusals.count(Refusal.REQUEST_TIME);
        if (hasHead && !unanswered) { // as 413 is, before the end of its request
            ctx.close();
            return;
        }
        String part = hasHead ? "body" : "head";
        FullHttpResponse response = HttpMessages.response(HttpProblem.reply(
                408,
                "request_timeout",
                "The request's " + part + " did not arrive completely within " + limit.toSeconds() + " s."));
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        // From the end of the pipeline: the encoder stands behind the decoder.
        ctx.channel().writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** No memory is left for what has arrived of it. */
    void refuse(ChannelHandlerContext ctx) {
        refusals.count(Refusal.UNFINISHED_MEMORY);
        ctx.close();
    }
}
