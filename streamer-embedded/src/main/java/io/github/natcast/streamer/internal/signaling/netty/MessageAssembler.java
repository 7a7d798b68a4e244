package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.MemoryBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Makes whole messages of fragments (RFC 6455 §5.4), and passes control frames between them on. Fragments are copied as
 * they arrive: kept as they came, each of one byte would hold a buffer. When one is refused, the rest of it is dropped
 * until the client has read why. Confined to the channel's event loop.
 */
final class MessageAssembler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final int FIRST_BYTES = 1024;

    private final int maximumBytes;
    private final MemoryBudget.Share held;
    private ByteBuf message = Unpooled.EMPTY_BUFFER;
    private boolean isText;
    private boolean refused;

    MessageAssembler(int maximumBytes, MemoryBudget unfinished) {
        this.maximumBytes = maximumBytes;
        held = unfinished.share();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        boolean begins = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
        if (frame instanceof ContinuationWebSocketFrame || (begins && !frame.isFinalFragment())) {
            if (refused) {
                return;
            }
            if (begins) {
                drop();
                isText = frame instanceof TextWebSocketFrame;
                message = Unpooled.buffer(FIRST_BYTES);
            }
            append(ctx, frame);
        } else {
            ctx.fireChannelRead(frame.retain());
        }
    }

    private void append(ChannelHandlerContext ctx, WebSocketFrame fragment) {
        if (message.readableBytes() + fragment.content().readableBytes() > maximumBytes) {
            refuse();
            throw new TooLongFrameException("a message of more than " + maximumBytes + " bytes");
        }
        message.writeBytes(fragment.content());
        if (!held.hold(message.capacity())) {
            refuse();
            throw new UnfinishedMemoryException();
        }
        if (fragment.isFinalFragment()) {
            ByteBuf whole = message;
            message = Unpooled.EMPTY_BUFFER;
            ctx.fireChannelRead(isText ? new TextWebSocketFrame(whole) : new BinaryWebSocketFrame(whole));
            held.clear();
        }
    }

    private void refuse() {
        refused = true;
        drop();
    }

    private void drop() {
        message.release();
        message = Unpooled.EMPTY_BUFFER;
        held.clear();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        drop();
        ctx.fireChannelInactive();
    }
}
