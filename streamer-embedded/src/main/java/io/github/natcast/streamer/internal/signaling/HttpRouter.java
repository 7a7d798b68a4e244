package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.forwarded.ForwardedFor;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes the HTTP requests of one connection, one at a time, to what answers them. Confined to its event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class HttpRouter extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpRouter.class);
    private static final Problem BAD_REQUEST = new Problem(400, "bad_request", "This is not a valid HTTP request.");

    private final SignalingContext context;

    HttpRouter(SignalingContext context) {
        this.context = context;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest http) {
        Request request;
        try {
            request = Request.of(http, client(ctx, http));
        } catch (IllegalArgumentException malformedEscape) {
            refuseAndClose(ctx, BAD_REQUEST);
            return;
        }
        if (http.decoderResult().isFailure()) {
            refuseAndClose(ctx, BAD_REQUEST);
            return;
        }
        String first = request.segments().isEmpty() ? "" : request.segments().get(0);
        switch (first) {
            case "ws" -> webSocket(ctx, http, request);
            case "whep" -> work(ctx, request, context.whep()::answer);
            case "viewers" -> work(ctx, request, context.viewers()::answer);
            default -> ctx.writeAndFlush(context.site().answer(request).response());
        }
    }

    /** By what trusted proxies say; their headers name no port. */
    private InetSocketAddress client(ChannelHandlerContext ctx, FullHttpRequest http) {
        InetSocketAddress peer = ProxyProtocolReader.client(ctx.channel());
        InetAddress client = ForwardedFor.client(
                peer.getAddress(),
                http.headers().getAll("X-Forwarded-For"),
                http.headers().getAll("Forwarded"),
                context.forwarders().httpProxies());
        return client.equals(peer.getAddress()) ? peer : new InetSocketAddress(client, 0);
    }

    /** While a worker answers, the connection is not read, so that responses keep the order of their requests. */
    private void work(ChannelHandlerContext ctx, Request request, Function<Request, Reply> endpoint) {
        ctx.channel().config().setAutoRead(false);
        context.workers().execute(() -> {
            Reply reply = answer(request, endpoint);
            ctx.writeAndFlush(reply.response()).addListener(write -> {
                ctx.channel().config().setAutoRead(true);
                if (write.isSuccess()) {
                    reply.written();
                }
            });
        });
    }

    private Reply limited(Request request, Function<Request, Reply> endpoint) {
        InetSocketAddress address = request.remoteAddress();
        int deafSeconds = context.refusals().deafSeconds(address);
        if (deafSeconds > 0) {
            return tooManyRefusals(deafSeconds);
        }
        Reply reply = endpoint.apply(request);
        boolean counts = reply.status() == 401 || (request.method().equals("POST") && isRefusal(reply.status()));
        int waitSeconds = counts ? context.refusals().refused(address) : 0;
        return waitSeconds == 0 ? reply : tooManyRefusals(waitSeconds);
    }

    private Reply tooManyRefusals(int seconds) {
        return WhepEndpoint.withCors(Reply.tooManyRefusals(seconds, context.messages()));
    }

    /** Whether a client did something wrong; it did not if there was no place, or the server failed. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status < 500;
    }

    private Reply answer(Request request, Function<Request, Reply> endpoint) {
        try {
            return limited(request, endpoint);
        } catch (Throwable e) { // an Error too: the connection is not read until it is answered
            LOGGER.error("{} {} failed", request.method(), request.path(), e);
            return Reply.problem(Problem.internal(), context.messages());
        }
    }

    private void webSocket(ChannelHandlerContext ctx, FullHttpRequest http, Request request) {
        boolean hasName =
                request.segments().size() == 2 && !request.segments().get(1).isEmpty();
        String session = hasName ? request.segments().get(1) : SessionName.DEFAULT;
        boolean upgrades = http.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        Optional<Problem> refusal = refusal(request, session);
        if (upgrades && refusal.isPresent()) {
            WebSocketUpgrade.refuse(ctx, http, refusal.get(), context);
        } else if (upgrades) {
            WebSocketUpgrade.perform(ctx, http, request.origin(ViewerRequest.Protocol.WEBSOCKET, session), context);
        } else if (refusal.isPresent()) {
            refuse(ctx, refusal.get());
        } else {
            Problem problem = new Problem(426, "upgrade_required", "This path speaks WebSocket (RFC 6455).");
            ctx.writeAndFlush(Reply.problem(problem, context.messages())
                    .header(HttpHeaderNames.UPGRADE, "websocket")
                    .header(HttpHeaderNames.CONNECTION, "Upgrade")
                    .response());
        }
    }

    private Optional<Problem> refusal(Request request, String session) {
        InetSocketAddress address = request.remoteAddress();
        int deafSeconds = context.refusals().deafSeconds(address);
        if (deafSeconds > 0) {
            return Optional.of(RefusalLimit.problem(deafSeconds));
        }
        Problem refusal;
        if (request.segments().size() > 2 || !SessionName.isValid(session)) {
            refusal = SessionName.problem(request.path());
        } else if (!context.offerLimit().permits(request)) {
            refusal = OfferLimit.UNAUTHORIZED;
        } else {
            return Optional.empty();
        }
        int waitSeconds = context.refusals().refused(address);
        return Optional.of(waitSeconds == 0 ? refusal : RefusalLimit.problem(waitSeconds));
    }

    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        ctx.writeAndFlush(Reply.problem(problem, context.messages()).response());
    }

    private void refuseAndClose(ChannelHandlerContext ctx, Problem problem) {
        ctx.writeAndFlush(Reply.problem(problem, context.messages())
                        .header(HttpHeaderNames.CONNECTION, "close")
                        .response())
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOGGER.debug("HTTP connection failed: {}", cause.toString());
        ctx.close();
    }
}
