package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends requests that arrive too slowly, with status 408 (RFC 9110 §15.5.9): byte by byte they would hold a connection
 * for ever, since it is never idle. The time runs from the first byte of a request to its last. Stands behind the HTTP
 * codec, and has a part before it that sees the bytes. Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class RequestDeadline extends ChannelDuplexHandler {
    private final Duration limit;
    private @Nullable Future<?> timer;

    /** Requests whose head has arrived and whose response has not been written. */
    private int unanswered;

    /** Whether the head has arrived of the request that is still arriving. */
    private boolean hasHead;

    RequestDeadline(Duration limit) {
        this.limit = limit;
    }

    /** Adds the codec with both parts around it; to remove this one removes them both. */
    void install(ChannelPipeline pipeline, HttpServerCodec codec) {
        pipeline.addLast(new FirstByte());
        pipeline.addLast(codec);
        pipeline.addLast(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest) {
            start(ctx); // a pipelined one may have come with the bytes of the one before it
            hasHead = true;
            unanswered++;
        }
        if (message instanceof LastHttpContent) {
            hasHead = false;
            cancel();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        // A 100 (Continue) is no answer yet.
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            unanswered--;
        }
        ctx.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancel();
    }

    private void start(ChannelHandlerContext ctx) {
        if (timer == null) {
            timer = ctx.executor().schedule(() -> expire(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void expire(ChannelHandlerContext ctx) {
        if (hasHead && unanswered == 0) { // as 413 is, before the end of its request
            ctx.close();
            return;
        }
        FullHttpResponse response = HttpMessages.response(HttpProblem.reply(
                408, "request_timeout", "The request did not arrive completely within " + limit.toSeconds() + " s."));
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** Before the codec: a request whose head is not complete is none yet behind it. */
    private final class FirstByte extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            ChannelHandlerContext behind = ctx.pipeline().context(RequestDeadline.this);
            if (behind != null) {
                start(behind);
            }
            ctx.fireChannelRead(bytes);
            if (behind == null) {
                ctx.pipeline().remove(this);
            }
        }
    }
}
