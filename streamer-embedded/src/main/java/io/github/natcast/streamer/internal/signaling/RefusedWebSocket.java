package io.github.natcast.streamer.internal.signaling;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket that is opened only to say why it cannot be used: a browser tells its page neither status nor body of a
 * refused upgrade. What the client sends is dropped until its closing frame. Confined to the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class RefusedWebSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** RFC 6455 §7.4.2 leaves 4000 to 4999 to applications: 4401 is what HTTP calls 401. */
    private static final int APPLICATION_CODES = 4000;

    private static final int LINGER_SECONDS = 2;

    private final Problem problem;
    private final ServerMessages messages;

    RefusedWebSocket(Problem problem, ServerMessages messages) {
        this.problem = problem;
        this.messages = messages;
    }

    static int closeCode(Problem problem) {
        return APPLICATION_CODES + problem.status();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.write(new TextWebSocketFrame(messages.error(problem)));
        ctx.writeAndFlush(new CloseWebSocketFrame(closeCode(problem), problem.code()));
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
