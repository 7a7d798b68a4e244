package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.limits.TokenBucket;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket's frames, between its channel and its session. Handler methods belong to the channel's event loop, on
 * which the session is notified; those of the peer are thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class WebSocketFrames extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocketPeer {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebSocketFrames.class);
    private static final int LINGER_SECONDS = 2;
    private static final int MAXIMUM_REASON_BYTES = 123;

    /** RFC 6455 §7.1.5: there was no closing frame of the client. */
    private static final int ABNORMAL = 1006;

    private final Channel channel;
    private final int maximumMessageBytes;
    private final SharedLimits limits;
    private final TokenBucket pings;

    /** One of both sides has sent its closing frame. */
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Of our closing frame, which a session sends on a thread of its own. */
    private final ChannelPromise closingFrame;

    /** Null before it begins, and after it was told of the end. */
    private @Nullable WebSocketSession session;

    WebSocketFrames(Channel channel, int maximumMessageBytes, SharedLimits limits) {
        this.closingFrame = channel.newPromise();
        this.channel = channel;
        this.maximumMessageBytes = maximumMessageBytes;
        this.limits = limits;
        pings = limits.messageRate();
    }

    void begin(ChannelPipeline pipeline, WebSocketSession opened) {
        session = opened;
        pipeline.addFirst(new Heartbeat(opened.heartbeatMillis()));
    }

    /** Sees the bytes, so that a long message that is still arriving is no silence. */
    private final class Heartbeat extends IdleStateHandler {
        Heartbeat(long silenceMillis) {
            super(silenceMillis, 0, 0, TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext ctx, IdleStateEvent event) {
            WebSocketSession current = session;
            if (current != null) {
                current.onIdle(event.isFirst());
            }
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void send(String text, Runnable written) {
        if (!closing.get()) { // RFC 6455 §5.5.1
            channel.writeAndFlush(new TextWebSocketFrame(text)).addListener(write -> {
                if (write.isSuccess()) {
                    written.run();
                }
            });
        }
    }

    @Override
    public void ping() {
        channel.writeAndFlush(new PingWebSocketFrame());
    }

    /** Reads and drops what the client still sends for a while: closing at once could discard the reason on its way. */
    @Override
    public void close(int status, String reason) {
        if (closing.compareAndSet(false, true)) {
            channel.writeAndFlush(new CloseWebSocketFrame(status, cut(reason)), closingFrame);
            channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** To what a control frame holds beside the status (RFC 6455 §5.5). */
    private static String cut(String reason) {
        int end = 0;
        int bytes = 0;
        while (end < reason.length()) {
            int codePoint = reason.codePointAt(end);
            bytes += ByteBufUtil.utf8Bytes(Character.toString(codePoint));
            if (bytes > MAXIMUM_REASON_BYTES) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return reason.substring(0, end);
    }

    @Override
    public void abort() {
        channel.close();
    }

    @Override
    public boolean setReading(boolean reading) {
        if (channel.eventLoop().inEventLoop()) {
            setTaken(reading);
        } else {
            channel.eventLoop().execute(() -> setTaken(reading));
        }
        return true;
    }

    private void setTaken(boolean taken) {
        FrameDecoder decoder = channel.pipeline().get(FrameDecoder.class);
        if (decoder != null) {
            decoder.setTaken(taken);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        WebSocketSession current = session;
        if (frame instanceof CloseWebSocketFrame close) {
            onClose(ctx, close);
        } else if (closing.get() || current == null) {
            return;
        } else if (frame instanceof TextWebSocketFrame text) {
            current.onText(text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            current.onBinary();
        } else if (frame instanceof PingWebSocketFrame
                && !pings.take(limits.nanoTime().getAsLong())) {
            limits.refusals().count(Refusal.MESSAGE_RATE);
            fail(WebSocketCloseStatus.POLICY_VIOLATION, "too many pings");
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        }
    }

    private void onClose(ChannelHandlerContext ctx, CloseWebSocketFrame frame) {
        int status = frame.statusCode() < 0 ? WebSocketCloseStatus.NORMAL_CLOSURE.code() : frame.statusCode();
        if (closing.compareAndSet(false, true)) {
            ctx.writeAndFlush(new CloseWebSocketFrame(status, "")).addListener(ChannelFutureListener.CLOSE);
        } else {
            closingFrame.addListener(ChannelFutureListener.CLOSE); // it may still wait for this event loop
        }
        closed(status);
    }

    private void closed(int status) {
        WebSocketSession current = session;
        session = null;
        if (current != null) {
            current.onClose(status);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        WebSocketSession current = session;
        if (closing.get()) {
            closed(ABNORMAL);
        } else if (current != null) {
            session = null;
            current.onLost();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            fail(WebSocketCloseStatus.MESSAGE_TOO_BIG, "messages have at most " + maximumMessageBytes + " bytes");
        } else if (cause instanceof UnfinishedMemoryException) {
            limits.refusals().count(Refusal.UNFINISHED_MEMORY);
            fail(WebSocketCloseStatus.TRY_AGAIN_LATER, String.valueOf(cause.getMessage()));
        } else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            fail(corrupted.closeStatus(), String.valueOf(corrupted.getMessage()));
        } else {
            LOGGER.debug("WebSocket of {} failed: {}", channel.remoteAddress(), cause.toString());
            ctx.close();
        }
    }

    private void fail(WebSocketCloseStatus status, String reason) {
        close(status.code(), reason);
        closed(status.code());
    }
}
