package io.github.natcast.streamer.internal.signaling.netty;

import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.internal.signaling.HttpProblem;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.security.Principal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection that are signalling's, one at a time, and passes others on. Confined to the
 * connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
public final class SignalingExchange {
    /** Whom a handler before this one has authenticated. */
    public static final AttributeKey<Principal> USER = AttributeKey.valueOf(SignalingExchange.class, "user");

    private static final Logger LOGGER = LoggerFactory.getLogger(SignalingExchange.class);

    private final Signaling signaling;
    private final String prefix;
    private final Executor workers;
    private final Consumer<ChannelPipeline> beforeWebSocket;
    private final boolean suspendsReading;
    private final SharedLimits limits;

    /** What arrived while a request is answered: responses keep the order of their requests. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private boolean busy;

    /**
     * @param prefix of the paths that are signalling's, such as {@code /live}; empty when all are
     * @param workers run what may take long
     * @param beforeWebSocket takes out of the pipeline what is for HTTP alone, when a WebSocket was opened
     * @param suspendsReading whether to read nothing while an answer is made or unread, and to end a connection that
     *     leaves one unread; not where the decoder and {@link UnreadAnswers} see to it
     */
    public SignalingExchange(
            Signaling signaling,
            String prefix,
            Executor workers,
            Consumer<ChannelPipeline> beforeWebSocket,
            boolean suspendsReading) {
        this.signaling = signaling;
        this.prefix = prefix;
        this.workers = workers;
        this.beforeWebSocket = beforeWebSocket;
        this.suspendsReading = suspendsReading;
        limits = SignalingEndpoint.connections(signaling);
    }

    /** Takes a message; owns it from now on. */
    public void read(ChannelHandlerContext ctx, Object message) {
        if (busy) {
            waiting.add(message);
        } else if (message instanceof FullHttpRequest http && isOurs(http)) {
            try {
                answer(ctx, http);
            } finally {
                http.release();
            }
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** The handler is taken out of its pipeline, or the connection is closed. */
    public void ended() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    private boolean isOurs(FullHttpRequest http) {
        String path = HttpMessages.pathAndQuery(http.uri());
        return path.startsWith(prefix)
                && (path.length() == prefix.length()
                        || "/?".indexOf(path.charAt(prefix.length())) >= 0
                        || prefix.isEmpty());
    }

    private void answer(ChannelHandlerContext ctx, FullHttpRequest http) {
        boolean keepAlive = HttpUtil.isKeepAlive(http);
        String target = HttpMessages.pathAndQuery(http.uri()).substring(prefix.length());
        if (!prefix.isEmpty() && !target.startsWith("/")) {
            write(ctx, toDirectory(target), keepAlive);
            return;
        }
        SignalingRequest request;
        try {
            Optional<Principal> user =
                    Optional.ofNullable(ctx.channel().attr(USER).get());
            request = HttpMessages.request(
                    http,
                    target,
                    ProxyProtocolReader.client(ctx.channel()),
                    user,
                    TlsHandlers.isSecure(ctx.pipeline()));
        } catch (IllegalArgumentException noPath) {
            write(ctx, badRequest(), false);
            return;
        }
        if (http.decoderResult().isFailure() || lacksHost(http)) {
            write(ctx, badRequest(), false);
        } else if (http.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && signaling.isWebSocket(request)) {
            WebSocketUpgrade.perform(ctx, http, request, signaling, limits, beforeWebSocket);
        } else if (signaling.mayBlock(request)) {
            work(ctx, request, keepAlive);
        } else {
            write(ctx, reply(request), keepAlive);
        }
    }

    /** RFC 9112 §3.2; HTTP/1.0 has none. */
    private static boolean lacksHost(FullHttpRequest http) {
        return http.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !http.headers().contains(HttpHeaderNames.HOST);
    }

    private static SignalingReply badRequest() {
        return HttpProblem.reply(400, "bad_request", "This is not a valid HTTP request.");
    }

    /** The page's URLs are relative to its own, which therefore ends with a slash. */
    private SignalingReply toDirectory(String query) {
        String location = prefix.substring(prefix.lastIndexOf('/') + 1) + "/" + query;
        return new SignalingReply(308, Map.of("Location", List.of(location)), new byte[0], () -> {});
    }

    private void work(ChannelHandlerContext ctx, SignalingRequest request, boolean keepAlive) {
        busy = true;
        suspendReading(ctx, true);
        try {
            workers.execute(() -> handBack(ctx, reply(request), keepAlive));
        } catch (RejectedExecutionException busyOrShutDown) {
            write(ctx, HttpProblem.reply(503, "overloaded", "No thread is free to answer; try again."), keepAlive);
        }
    }

    private void handBack(ChannelHandlerContext ctx, SignalingReply reply, boolean keepAlive) {
        try {
            ctx.executor().execute(() -> write(ctx, reply, keepAlive));
        } catch (RejectedExecutionException shutDown) {
            LOGGER.debug("{} is answered after the server's end", ctx.channel());
        }
    }

    /** The socket took the answer, so that the client's next request may have one. */
    private void answered(ChannelHandlerContext ctx) {
        busy = false;
        while (!busy && !waiting.isEmpty()) {
            read(ctx, waiting.remove());
        }
        if (!busy) {
            suspendReading(ctx, false);
        }
    }

    private void suspendReading(ChannelHandlerContext ctx, boolean suspended) {
        if (suspendsReading && ctx.channel().config().isAutoRead() == suspended) {
            ctx.channel().config().setAutoRead(!suspended);
        }
    }

    private SignalingReply reply(SignalingRequest request) {
        try {
            return signaling.answer(request);
        } catch (Throwable e) { // an Error too: the connection is not read until it is answered
            LOGGER.error("{} failed", request, e);
            return HttpProblem.reply(500, "internal_error", "The server failed on this request; its log says why.");
        }
    }

    private void write(ChannelHandlerContext ctx, SignalingReply reply, boolean keepAlive) {
        FullHttpResponse response = HttpMessages.response(reply);
        boolean last = !keepAlive || !HttpUtil.isKeepAlive(response);
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        busy = true;
        ChannelFuture write = ctx.writeAndFlush(response);
        if (!write.isDone() && suspendsReading) {
            suspendReading(ctx, true);
            AnswerDeadline.watch(ctx, write, limits.refusals());
        }
        write.addListener(written -> {
            if (written.isSuccess()) {
                reply.written().run();
            }
            if (last || !written.isSuccess()) {
                ctx.close();
            } else {
                answered(ctx);
            }
        });
    }
}
