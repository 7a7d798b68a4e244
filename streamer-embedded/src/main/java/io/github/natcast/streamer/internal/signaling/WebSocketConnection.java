package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket and its viewer. Netty calls it on the channel's event loop; the viewer is confined to the socket's own
 * queue of tasks, which runs on the worker threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends the channel; nobody else needs to know
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebSocketConnection.class);
    private static final Problem BINARY =
            new Problem(400, "binary_message", "Messages are JSON in text frames, not binary.");
    private static final Problem NO_OFFER =
            new Problem(409, "no_offer", "There is no viewer on this socket; send a webrtc_offer first.");
    /** With this many unprocessed messages the socket is no longer read: TCP then slows a flood down. */
    private static final int MAXIMUM_IN_FLIGHT = 64;

    private static final int LINGER_SECONDS = 2;
    private static final String CLOSED = "its WebSocket was closed";

    private final Channel channel;
    private final ViewerRequest origin;
    private final SignalingContext context;
    private final Executor serial;

    /** Why either side closed the socket on purpose, for its viewer; null while open, and when the socket is lost. */
    private @Nullable String closeReason;

    private final ApplicationMessages application = new ApplicationMessages(System::nanoTime);

    private int inFlight;

    private @Nullable SignaledViewer viewer;
    private @Nullable CandidateBuffer signals;

    WebSocketConnection(Channel channel, ViewerRequest origin, SignalingContext context) {
        this.channel = channel;
        this.origin = origin;
        this.context = context;
        this.serial = new SerialExecutor(context.workers());
    }

    /** Greets the client with the ICE servers; called once, after the opening handshake. */
    void opened() {
        serial.execute(
                () -> send(context.messages().iceServers(context.handler().iceServers(origin))));
    }

    /** Writes a message; from any thread. */
    void send(String message) {
        send(message, () -> {});
    }

    /**
     * Writes a message, and runs the task on the event loop once it has been written to the socket; never if writing
     * fails. A browser that reads nothing is disconnected: little is buffered for it.
     */
    void send(String message, Runnable afterWriting) {
        if (application.enterOwn(message, channel.isWritable())) {
            write(message, () -> application.ownLeft(message), afterWriting);
        } else if (channel.isActive()) {
            LOGGER.debug("WebSocket of {} reads nothing; closed", origin.remoteAddress());
            channel.close();
        }
    }

    /** Sends one of the program's messages; returns false when the client reads too slowly for more. */
    boolean offer(OutgoingMessage message) {
        String json = message.json();
        boolean room = channel.isActive() && application.enter(json);
        if (room) {
            write(json, () -> application.left(json), () -> {});
        }
        return room;
    }

    private void write(String message, Runnable left, Runnable afterWriting) {
        channel.writeAndFlush(new TextWebSocketFrame(message)).addListener(write -> {
            left.run();
            if (write.isSuccess()) {
                afterWriting.run();
            }
        });
    }

    /** Closes the socket because the server shuts down (RFC 6455 §7.4.1, status 1001); from any thread. */
    void goAway() {
        channel.eventLoop().execute(() -> {
            closeReason = closeReason == null ? "the server is shutting down" : closeReason;
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE))
                    .addListener(ChannelFutureListener.CLOSE);
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (closeReason != null && !(frame instanceof CloseWebSocketFrame)) {
            return; // RFC 6455 §7.1.6: what comes after our closing frame is of no interest
        }
        if (frame instanceof TextWebSocketFrame text) {
            onText(text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame close) {
            if (closeReason != null) {
                ctx.close();
                return;
            }
            closeReason = CLOSED;
            int status = close.statusCode() < 0 ? WebSocketCloseStatus.NORMAL_CLOSURE.code() : close.statusCode();
            ctx.writeAndFlush(new CloseWebSocketFrame(status, "")).addListener(ChannelFutureListener.CLOSE);
        } else if (!(frame instanceof PongWebSocketFrame)) {
            send(context.messages().error(BINARY));
        }
    }

    private void onText(String text) {
        ClientMessage message;
        try {
            message = context.reader().read(text);
        } catch (MessageReader.UnusableMessageException e) {
            send(context.messages().error(e.problem()));
            return;
        }
        if (message instanceof ClientMessage.Application && !admits()) {
            return;
        }
        if (message instanceof ClientMessage.Ping) {
            send(ServerMessages.PONG);
        } else if (message instanceof ClientMessage.Offer offer) {
            if (context.offerLimit().enter()) {
                process(() -> answer(offer.sdp()), context.offerLimit()::leave);
            } else {
                send(context.messages().error(OfferLimit.OVERLOADED));
            }
        } else if (!(message instanceof ClientMessage.Pong)) {
            process(() -> deliver(message), () -> {});
        }
    }

    /** Whether one more message for the program is within the limit; says so to a client that exceeds it. */
    private boolean admits() {
        MessageRate.Verdict verdict = application.arrived();
        if (verdict == MessageRate.Verdict.WARN) {
            send(context.messages().error(MessageRate.TOO_MANY));
        } else if (verdict == MessageRate.Verdict.CLOSE) {
            closeWith(RefusedWebSocket.closeCode(MessageRate.TOO_MANY), MessageRate.TOO_MANY.code());
        }
        return verdict == MessageRate.Verdict.PASS;
    }

    private void process(Runnable task, Runnable afterwards) {
        if (++inFlight == MAXIMUM_IN_FLIGHT) {
            channel.config().setAutoRead(false);
        }
        serial.execute(() -> {
            try {
                task.run();
            } catch (Throwable e) { // an Error too: the client must not wait for an answer that never comes
                LOGGER.error("a message of session {} failed", origin.session(), e);
                send(context.messages().error(Problem.internal()));
            } finally {
                afterwards.run();
                channel.eventLoop().execute(this::processed);
            }
        });
    }

    private void processed() {
        if (--inFlight < MAXIMUM_IN_FLIGHT / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    /**
     * A further offer on the same socket is answered by its viewer, whose ICE it restarts. One of another peer
     * connection replaces the viewer: a page that begins anew keeps its socket.
     */
    private void answer(String sdp) {
        try {
            if (!answeredAgain(sdp)) {
                endViewer("replaced by a new offer on the same WebSocket");
                Admission.Decision decision = context.handler().admit(origin);
                if (decision instanceof Admission.Decision.Refuse refusal) {
                    refuse(Problem.of(refusal));
                    return;
                }
                CandidateBuffer local = new CandidateBuffer(this, context.messages());
                SignaledViewer opened =
                        context.handler().offer(sdp, origin, (Admission.Decision.Watch) decision, local);
                viewer = opened;
                signals = local;
                local.answered(opened.answer(), opened::onAnswerSent);
            }
        } catch (OfferRejectedException rejected) {
            refuse(Problem.of(rejected));
        }
    }

    private boolean answeredAgain(String sdp) throws OfferRejectedException {
        SignaledViewer current = viewer;
        CandidateBuffer local = signals;
        if (current == null || local == null) {
            return false;
        }
        local.answering();
        try {
            Optional<String> answer = current.answerAgain(sdp);
            answer.ifPresent(text -> local.answered(text, () -> {}));
            return answer.isPresent();
        } finally {
            local.release();
        }
    }

    private void refuse(Problem problem) {
        int waitSeconds = problem.status() < 500 ? context.refusals().refused(origin.remoteAddress()) : 0;
        if (waitSeconds == 0) {
            send(context.messages().error(problem));
            return;
        }
        Problem tooMany = RefusalLimit.problem(waitSeconds);
        send(context.messages().error(tooMany));
        channel.eventLoop().execute(() -> closeWith(RefusedWebSocket.closeCode(tooMany), tooMany.code()));
    }

    private void deliver(ClientMessage message) {
        SignaledViewer current = viewer;
        if (current == null) {
            Problem problem =
                    message instanceof ClientMessage.Application mine ? NO_OFFER.about(mine.type()) : NO_OFFER;
            send(context.messages().error(problem));
        } else if (message instanceof ClientMessage.RemoteCandidate remote) {
            current.addRemoteCandidate(remote.candidate());
        } else if (message instanceof ClientMessage.EndOfCandidates) {
            current.endOfRemoteCandidates();
        } else if (message instanceof ClientMessage.Report report) {
            current.report(report.report()).ifPresent(this::reply);
        } else if (message instanceof ClientMessage.Application mine) {
            ApplicationMessages.deliver(current, mine)
                    .ifPresent(problem -> send(context.messages().error(problem)));
        }
    }

    /** Statistics are not worth the connection of a browser that reads slowly. */
    private void reply(Map<String, Object> stats) {
        if (channel.isWritable()) {
            send(context.messages().viewerStats(stats));
        }
    }

    private void endViewer(String reason) {
        CandidateBuffer local = signals;
        SignaledViewer current = viewer;
        signals = null;
        viewer = null;
        if (local != null) {
            local.detach();
        }
        if (current != null) {
            current.close(reason);
        }
    }

    /** Reads and drops what the client still sends for a while: closing at once could discard the reason on its way. */
    private void closeWith(int status, String reason) {
        if (closeReason == null) {
            closeReason = CLOSED;
            channel.writeAndFlush(new CloseWebSocketFrame(status, reason));
            channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent idle) {
            if (idle.isFirst()) {
                ctx.writeAndFlush(new PingWebSocketFrame());
            } else {
                ctx.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        String reason = context.limits().endsViewerOnSocketLoss() && closeReason == null ? CLOSED : closeReason;
        serial.execute(() -> {
            if (reason != null) {
                endViewer(reason);
            } else {
                CandidateBuffer local = signals;
                if (local != null) {
                    local.detach();
                    LOGGER.info("session {} lost its WebSocket; its viewer goes on", origin.session());
                }
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            int limit = context.limits().maximumMessageBytes();
            closeWith(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), "messages have at most " + limit + " bytes");
            return;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            closeWith(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
            return;
        }
        LOGGER.debug("WebSocket of session {} failed: {}", origin.session(), cause.toString());
        ctx.close();
    }
}
