package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one request at a time: what a client sends before it has read the last answer stays bytes, of which no more
 * than one read are taken from the socket. So it costs the same whether a client pipelines (RFC 9112 §9.3.2) ten
 * requests or a million. Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a timer is nothing to wait for
final class RequestDecoder extends HttpRequestDecoder {
    private final MemoryBudget.Share held;
    private final RequestDeadline deadline;
    private final IdleConnections idle;

    /** Lines of a head have arrived and were taken out of the bytes, and its end has not. */
    private boolean begun;

    /** A request's head has arrived, and its end has not. */
    private boolean within;

    /** A request's head has arrived, and its answer has not been taken by the socket. */
    private boolean unanswered;

    /** The client has to wait. */
    private boolean paused;

    /** Null before it is added, and after it was removed. */
    private @Nullable ChannelHandlerContext context;

    private boolean reading;
    private Runnable onAnswered = () -> {};
    private HttpMethod method = HttpMethod.GET;

    RequestDecoder(MemoryBudget unfinished, RequestDeadline deadline, IdleConnections idle) {
        held = unfinished.share();
        this.deadline = deadline;
        this.idle = idle;
    }

    /** Sets what is run when the socket has taken an answer. */
    void onAnswered(Runnable task) {
        onAnswered = task;
    }

    /** Of the request that is answered next. */
    HttpMethod method() {
        return method;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        reading = true;
        try {
            super.channelRead(ctx, bytes);
        } finally {
            reading = false;
        }
        if (!ctx.isRemoved()) {
            afterReading(ctx);
        }
    }

    private void afterReading(ChannelHandlerContext ctx) {
        int left = actualReadableBytes();
        if (!held.hold(left)) {
            deadline.refuse(ctx);
            return;
        }
        boolean arriving = within || begun || left > 0;
        if (arriving && mayDecode()) {
            deadline.start(ctx, within, unanswered);
        } else {
            deadline.cancel();
        }
        if (arriving || unanswered) {
            idle.ends(ctx.channel());
        } else {
            idle.begins(ctx.channel());
        }
        if (ctx.channel().config().isAutoRead() != mayDecode()) {
            ctx.channel().config().setAutoRead(mayDecode());
        }
    }

    private boolean mayDecode() {
        return within || (!unanswered && !paused);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!mayDecode()) {
            return;
        }
        int before = out.size();
        int bytes = in.readableBytes();
        super.decode(ctx, in, out);
        begun |= in.readableBytes() < bytes;
        for (Object decoded : out.subList(before, out.size())) {
            if (decoded instanceof HttpRequest request) {
                method = request.method();
                begun = false;
                within = true;
                unanswered = true;
            }
            if (decoded instanceof LastHttpContent) {
                begun = false;
                within = false;
                deadline.cancel();
            }
        }
    }

    /** The socket took the last byte of an answer, after which there may be others. */
    void answered() throws Exception {
        unanswered = false;
        onAnswered.run();
        resume();
    }

    /** Takes no further request for so long after the present one. */
    void pause(int millis) {
        ChannelHandlerContext ctx = context;
        if (ctx != null && !paused) {
            paused = true;
            ctx.executor().schedule(this::unpause, millis, TimeUnit.MILLISECONDS);
        }
    }

    private boolean unpause() throws Exception {
        paused = false;
        resume();
        return true;
    }

    /** Within a read, its loop goes on by itself. */
    private void resume() throws Exception {
        ChannelHandlerContext ctx = context;
        if (!reading && ctx != null && ctx.channel().isActive()) {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        ended(ctx);
        super.channelInactive(ctx);
    }

    /** A WebSocket takes its place, and what it has not decoded. */
    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        context = null;
        ended(ctx);
    }

    private void ended(ChannelHandlerContext ctx) {
        deadline.cancel();
        held.clear();
        idle.ends(ctx.channel());
    }
}
