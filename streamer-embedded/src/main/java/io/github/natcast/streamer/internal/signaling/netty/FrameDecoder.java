package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frames while the session takes them and the client reads what it is sent: a client that sends without reading
 * is not read either, and what it sent stays bytes. Confined to the channel's event loop.
 */
final class FrameDecoder extends WebSocket13FrameDecoder {
    private final MemoryBudget.Share held;
    private boolean taken;
    private boolean refused;
    private boolean reading;

    /** Null before it is added, and after it was removed. */
    private @Nullable ChannelHandlerContext context;

    FrameDecoder(WebSocketDecoderConfig config, MemoryBudget unfinished) {
        super(config);
        held = unfinished.share();
        setCumulator(FrameDecoder::gather);
    }

    /**
     * Gathers what is arriving on the heap: in the channel's allocator, which cuts memory for many short lives, long
     * buffers that grow side by side hold several times of what is in them.
     */
    private static ByteBuf gather(ByteBufAllocator allocator, ByteBuf before, ByteBuf more) {
        if (!more.isReadable()) {
            more.release();
            return before;
        }
        if (!before.isReadable()) {
            before.release();
            return more;
        }
        int bytes = before.readableBytes() + more.readableBytes();
        ByteBuf all = before;
        if (before.isReadOnly() || before.refCnt() > 1 || before.writableBytes() < more.readableBytes()) {
            all = Unpooled.buffer(allocator.calculateNewCapacity(bytes, Integer.MAX_VALUE));
            all.writeBytes(before);
            before.release();
        }
        all.writeBytes(more);
        more.release();
        return all;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        super.handlerAdded(ctx);
        context = ctx;
    }

    /** Sets whether the session takes frames; at first it does not. */
    void setTaken(boolean value) {
        taken = value;
        resume();
    }

    private void resume() {
        ChannelHandlerContext ctx = context;
        if (reading || ctx == null || !ctx.channel().isActive()) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        } catch (Exception failed) { // as the pipeline does with what comes from the socket
            ctx.fireExceptionCaught(failed);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        if (refused) { // the socket stays open until the reason has arrived
            ReferenceCountUtil.release(bytes);
            return;
        }
        reading = true;
        try {
            super.channelRead(ctx, bytes);
        } finally {
            reading = false;
        }
        if (ctx.isRemoved()) {
            return;
        }
        if (!held.hold(heldBytes())) {
            refuse(ctx);
        }
        boolean more = mayDecode(ctx);
        if (ctx.channel().config().isAutoRead() != more) {
            ctx.channel().config().setAutoRead(more);
        }
    }

    /** Its whole buffer counts: one that grows doubles. */
    int heldBytes() {
        return actualReadableBytes() == 0 ? 0 : internalBuffer().capacity();
    }

    private void refuse(ChannelHandlerContext ctx) throws Exception {
        refused = true;
        internalBuffer().skipBytes(actualReadableBytes());
        super.channelRead(ctx, Unpooled.EMPTY_BUFFER); // which lets go of a buffer without bytes
        held.clear();
        ctx.fireExceptionCaught(new UnfinishedMemoryException());
    }

    private boolean mayDecode(ChannelHandlerContext ctx) {
        return taken && ctx.channel().isWritable();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (mayDecode(ctx)) {
            super.decode(ctx, in, out);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        resume();
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        held.clear();
        super.channelInactive(ctx);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        context = null;
        held.clear();
        super.handlerRemoved0(ctx);
    }
}
