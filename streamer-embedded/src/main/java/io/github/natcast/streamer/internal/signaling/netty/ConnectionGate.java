package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a new connection in where a place is free, and leaves with its first bytes; otherwise tells a client of HTTP why
 * not. Stands behind what reads a proxy's header: a client behind a proxy is known by then. Confined to the channel's
 * event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close changes nothing
final class ConnectionGate extends ChannelInboundHandlerAdapter {
    /** A client that speaks first has done so by then. */
    private static final int LINGER_SECONDS = 1;

    private final ConnectionPlaces places;
    private final TrustedSources proxies;
    private @Nullable Refusal refusal;
    private boolean clientEntered;

    /** @param proxies who may name another client than themselves, in a header that is read before this */
    ConnectionGate(ConnectionPlaces places, TrustedSources proxies) {
        this.places = places;
        this.proxies = proxies;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Optional<Refusal> full = places.enter(ctx.channel());
        boolean mayBeProxy =
                ctx.channel().remoteAddress() instanceof InetSocketAddress peer && proxies.contains(peer.getAddress());
        if (full.isEmpty() && !mayBeProxy) {
            full = enterClient(ctx);
        }
        full.ifPresent(reason -> refuse(ctx, reason));
    }

    private Optional<Refusal> enterClient(ChannelHandlerContext ctx) {
        clientEntered = true;
        return places.enter(ctx.channel(), ProxyProtocolReader.client(ctx.channel()));
    }

    private void refuse(ChannelHandlerContext ctx, Refusal reason) {
        refusal = reason;
        if (places.mayLinger(ctx.channel())) {
            ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        } else {
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (refusal == null && !clientEntered) {
            enterClient(ctx).ifPresent(reason -> refuse(ctx, reason));
        }
        Refusal reason = refusal;
        if (reason == null) {
            ctx.fireChannelRead(bytes);
            ctx.pipeline().remove(this);
            return;
        }
        boolean speaksHttp = bytes instanceof ByteBuf first && FirstBytes.of(first) == FirstBytes.HTTP;
        ReferenceCountUtil.release(bytes);
        ctx.channel().config().setAutoRead(false);
        if (speaksHttp) {
            tell(ctx, reason);
        } else {
            ctx.close();
        }
    }

    private void tell(ChannelHandlerContext ctx, Refusal reason) {
        FullHttpResponse response = HttpMessages.response(reply(reason));
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        String encoder = "refusal";
        ctx.pipeline().addBefore(ctx.name(), encoder, new HttpResponseEncoder());
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private SignalingReply reply(Refusal reason) {
        return reason == Refusal.CONNECTIONS
                ? HttpProblem.reply(
                        503,
                        "too_many_connections",
                        "All connections that the server has are in use; try again in a second.")
                : HttpProblem.retryAfter(
                        1,
                        429,
                        "too_many_connections",
                        "More than " + places.limits().limits().connectionsPerAddress()
                                + " connections of one address; close some.");
    }
}
