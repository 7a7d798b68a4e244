package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole requests of their parts, within what one may have, what one connection may ask, and what all together may
 * hold: what a head announces counts from then on. Bodies are copied as they arrive: kept as they came, chunks of one
 * byte would each hold a buffer. Of a request that is refused the rest is read and dropped: closing at once could
 * discard the reason on its way. Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends the channel; nobody else needs to know
final class RequestAssembler extends SimpleChannelInboundHandler<HttpObject> {
    private static final int FIRST_BYTES = 1024;
    private static final int PAUSE_MILLIS = 1000;

    private final int maximumBytes;
    private final SharedLimits limits;
    private final RequestDecoder decoder;
    private final TokenBucket rate;
    private final MemoryBudget.Share held;

    /** The request that is arriving; null between two of them, and when it has been refused. */
    private @Nullable HttpRequest head;

    private ByteBuf body = Unpooled.EMPTY_BUFFER;

    /** What its head says of its body's length: a copy of that size need not grow. */
    private int expectedBytes;

    RequestAssembler(int maximumBytes, SharedLimits limits, RequestDecoder decoder) {
        this.maximumBytes = maximumBytes;
        this.limits = limits;
        this.decoder = decoder;
        rate = limits.requestRate();
        held = limits.unfinished().share();
        decoder.onAnswered(held::clear);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (part instanceof HttpRequest request) {
            begin(ctx, request);
        }
        if (part instanceof HttpContent content && head != null) {
            append(ctx, content.content());
        }
        HttpRequest complete = head;
        if (part instanceof LastHttpContent last && complete != null) {
            head = null;
            ctx.fireChannelRead(whole(complete, last));
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        if (!rate.take(limits.nanoTime().getAsLong())
                || !limits.requests().take(ProxyProtocolReader.client(ctx.channel()))) {
            limits.refusals().count(Refusal.REQUEST_RATE);
            decoder.pause(PAUSE_MILLIS);
            refuse(
                    ctx,
                    HttpProblem.retryAfter(
                            1,
                            429,
                            "too_many_requests",
                            "More than " + limits.limits().requestsPerSecond()
                                    + " requests a second of one connection, or too many of one address; wait a second."));
            return;
        }
        long declared = HttpUtil.getContentLength(request, 0L);
        if (declared > maximumBytes) {
            refuse(ctx, tooLarge());
        } else if (!held.hold(declared)) {
            refuseUnfinished(ctx);
        } else {
            head = request;
            expectedBytes = (int) declared;
            if (HttpUtil.is100ContinueExpected(request)) {
                ctx.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
        }
    }

    private void append(ChannelHandlerContext ctx, ByteBuf more) {
        int bytes = more.readableBytes();
        if (bytes == 0) {
            return;
        }
        if (body.readableBytes() + bytes > maximumBytes) {
            refuse(ctx, tooLarge());
            return;
        }
        if (body.capacity() == 0) {
            body = Unpooled.buffer(Math.max(FIRST_BYTES, expectedBytes));
        }
        body.writeBytes(more);
        if (!held.hold(body.capacity())) {
            refuseUnfinished(ctx);
        }
    }

    private void refuseUnfinished(ChannelHandlerContext ctx) {
        limits.refusals().count(Refusal.UNFINISHED_MEMORY);
        refuse(
                ctx,
                HttpProblem.retryAfter(
                        1,
                        503,
                        "too_much_unfinished",
                        "All requests that are not complete hold "
                                + limits.limits().unfinishedMegabytes()
                                + " MiB, which is the limit; try again in a second."));
    }

    private SignalingReply tooLarge() {
        return HttpProblem.reply(413, "body_too_large", "The body is longer than " + maximumBytes + " bytes.");
    }

    private void refuse(ChannelHandlerContext ctx, SignalingReply reply) {
        head = null;
        drop();
        ctx.writeAndFlush(HttpMessages.response(reply));
    }

    private FullHttpRequest whole(HttpRequest request, LastHttpContent last) {
        FullHttpRequest whole = new DefaultFullHttpRequest(
                request.protocolVersion(),
                request.method(),
                request.uri(),
                body,
                request.headers(),
                EmptyHttpHeaders.INSTANCE);
        whole.setDecoderResult(last.decoderResult().isFailure() ? last.decoderResult() : request.decoderResult());
        body = Unpooled.EMPTY_BUFFER; // whoever answers owns it; it counts until then
        return whole;
    }

    private void drop() {
        body.release();
        body = Unpooled.EMPTY_BUFFER;
        held.clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        head = null;
        drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        head = null;
        drop();
        ctx.fireChannelInactive();
    }
}
