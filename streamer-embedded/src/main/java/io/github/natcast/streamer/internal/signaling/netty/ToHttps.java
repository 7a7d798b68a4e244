package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers HTTP on a port of HTTPS: leads browsers there, and refuses what would have sent more than a URL in the open
 * already. Confined to the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class ToHttps extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[\\w.-]{1,255})(:\\d{1,5})?");

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest http) {
        FullHttpResponse response = HttpMessages.response(reply(http));
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private static SignalingReply reply(FullHttpRequest http) {
        List<String> hosts = http.headers().getAll(HttpHeaderNames.HOST);
        if (http.decoderResult().isFailure()
                || hosts.size() != 1
                || !HOST.matcher(hosts.get(0)).matches()) {
            return HttpProblem.reply(400, "bad_request", "This is not a valid HTTP request.");
        }
        String secure = "https://" + hosts.get(0);
        String path = HttpMessages.pathAndQuery(http.uri());
        boolean reads = http.method().equals(HttpMethod.GET) || http.method().equals(HttpMethod.HEAD);
        if (!reads || http.headers().contains(HttpHeaderNames.UPGRADE) || !path.startsWith("/")) {
            return HttpProblem.reply(
                    403,
                    "tls_required",
                    "This server speaks TLS alone: use " + secure + ", or wss:// for a WebSocket.");
        }
        // Not to be kept: the operator may take TLS away again.
        return new SignalingReply(
                308,
                Map.of("Location", List.of(secure + path), "Cache-Control", List.of("no-store")),
                new byte[0],
                () -> {});
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
