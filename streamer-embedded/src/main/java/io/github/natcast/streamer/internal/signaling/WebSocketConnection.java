package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket and its viewer. What the client sends is read on the server's thread; the viewer is confined to the
 * socket's own queue of tasks, which runs on the worker threads. Sending is thread-safe.
 */
final class WebSocketConnection implements WebSocketSession {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebSocketConnection.class);
    private static final Problem BINARY =
            new Problem(400, "binary_message", "Messages are JSON in text frames, not binary.");
    private static final Problem NO_OFFER =
            new Problem(409, "no_offer", "There is no viewer on this socket; send a webrtc_offer first.");
    private static final int GOING_AWAY = 1001;
    private static final String CLOSED = "its WebSocket was closed";

    private final WebSocketPeer peer;
    private final SocketVisitor visitor;
    private final SignalingContext context;
    private final Consumer<WebSocketConnection> onEnd;
    private final Executor serial;
    /** Why either side closed the socket on purpose, for its viewer; null while open, and when the socket is lost. */
    private final AtomicReference<@Nullable String> closeReason = new AtomicReference<>();

    private final Patience patience = new Patience();
    private final Arrivals arrivals;
    private final ApplicationMessages application = new ApplicationMessages(System::nanoTime);
    /** What the first offer may watch; later viewers ask anew. */
    private Optional<Admission.Decision.Watch> admitted = Optional.empty();

    private @Nullable SignaledViewer viewer;
    private @Nullable CandidateBuffer signals;

    /** @param onEnd called once, when the socket is closed or lost */
    WebSocketConnection(
            WebSocketPeer peer, SocketVisitor visitor, SignalingContext context, Consumer<WebSocketConnection> onEnd) {
        this.peer = peer;
        this.visitor = visitor;
        this.context = context;
        this.onEnd = onEnd;
        this.serial = new SerialExecutor(context.workers());
        this.arrivals = new Arrivals(peer, context.connections());
    }

    /**
     * Lets the client in, asks for admission, and greets it with the ICE servers; or asks who it is. Called once, after
     * the opening handshake.
     */
    void opened() {
        process(
                0,
                () -> {
                    if (visitor.isToBeAsked()) {
                        send(ServerMessages.AUTH_REQUIRED);
                        patience.begin(context.limits().authentication(), () -> serial.execute(this::isIn));
                    } else {
                        enter();
                    }
                },
                () -> {});
    }

    /** What comes first decides: a message with credentials; anything else, or nothing in time, shows none. */
    private boolean isIn() {
        return visitor.isKnown() || (!isClosing() && enter());
    }

    private void authenticate(String token) {
        if (!visitor.isKnown()) {
            visitor.show(token);
            enter();
        }
    }

    private boolean enter() {
        patience.end();
        admitted = identifyAndAdmit();
        admitted.ifPresent(watch -> send(context.messages().iceServers(visitor.iceServers(watch))));
        return admitted.isPresent();
    }

    /** Sends a message; from any thread. */
    void send(String message) {
        send(message, () -> {});
    }

    /**
     * Sends a message, and runs the task once it has been handed to the socket; never if that fails. A browser that
     * reads nothing is disconnected: little is buffered for it.
     */
    void send(String message, Runnable afterWriting) {
        if (application.enterOwn(message, peer.isWritable())) {
            peer.send(message, () -> {
                application.ownLeft(message);
                afterWriting.run();
            });
        } else {
            LOGGER.debug(
                    "WebSocket of {} reads nothing; closed", visitor.origin().remoteAddress());
            peer.abort();
        }
    }

    /** Sends one of the program's messages; returns false when the client reads too slowly for more. */
    boolean offer(OutgoingMessage message) {
        String json = message.json();
        boolean room = !isClosing() && application.enter(json);
        if (room) {
            peer.send(json, () -> application.left(json));
        }
        return room;
    }

    /** Closes the socket because the server shuts down (RFC 6455 §7.4.1), and ends its viewer; from any thread. */
    void goAway() {
        closeWith(GOING_AWAY, "shutting down; try again in a moment", "the server is shutting down");
    }

    private void closeWith(int status, String reason, String forViewer) {
        if (closeReason.compareAndSet(null, forViewer)) {
            peer.close(status, reason);
            end();
        }
    }

    /** RFC 6455 §7.1.6: what comes after our closing frame is of no interest. */
    private boolean isClosing() {
        return closeReason.get() != null;
    }

    @Override
    public long heartbeatMillis() {
        return context.limits().heartbeat().toMillis();
    }

    @Override
    public void onBinary() {
        if (isHeard()) {
            send(context.messages().error(BINARY));
        }
    }

    @Override
    public void onIdle(boolean first) {
        if (first) {
            peer.ping();
        } else {
            peer.abort();
        }
    }

    @Override
    public void onClose(int status) {
        closeReason.compareAndSet(null, CLOSED);
        end();
    }

    @Override
    public void onLost() {
        if (context.limits().endsViewerOnSocketLoss()) {
            closeReason.compareAndSet(null, CLOSED);
        }
        end();
    }

    private void end() {
        patience.end();
        String reason = closeReason.get();
        serial.execute(() -> {
            if (reason != null) {
                endViewer(reason);
            } else {
                CandidateBuffer local = signals;
                if (local != null) {
                    local.detach();
                    LOGGER.info(
                            "session {} lost its WebSocket; its viewer goes on",
                            visitor.origin().session());
                }
            }
        });
        onEnd.accept(this);
    }

    @Override
    public void onText(String text) {
        if (!isHeard()) {
            return;
        }
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
        } else if (message instanceof ClientMessage.Auth auth) {
            process(text.length(), () -> authenticate(auth.token()), () -> {});
        } else if (message instanceof ClientMessage.Offer offer) {
            Optional<Problem> refused = context.offerLimit().enter(visitor.origin());
            if (refused.isPresent()) {
                send(context.messages().error(refused.get()));
            } else {
                process(text.length(), () -> answer(offer.sdp()), context.offerLimit()::leave);
            }
        } else if (!(message instanceof ClientMessage.Pong)) {
            process(text.length(), () -> deliver(message), () -> {});
        }
    }

    /** Whether one more message for the program is within the limit; says so to a client that exceeds it. */
    private boolean admits() {
        MessageRate.Verdict verdict = application.arrived();
        if (verdict == MessageRate.Verdict.WARN) {
            send(context.messages().error(MessageRate.TOO_MANY));
        } else if (verdict == MessageRate.Verdict.CLOSE) {
            closeWith(MessageRate.TOO_MANY.closeCode(), MessageRate.TOO_MANY.code(), CLOSED);
        }
        return verdict == MessageRate.Verdict.PASS;
    }

    private void exceeded(Arrivals.Excess excess) {
        LOGGER.debug("WebSocket of {}: {}; closed", visitor.origin().remoteAddress(), excess.reason);
        context.connections().refusals().count(excess.refusal);
        closeWith(excess.status, excess.reason, CLOSED);
    }

    /** Whether a message is to be read: not after the closing frame, nor when too many come. */
    private boolean isHeard() {
        if (isClosing()) {
            return false;
        }
        boolean inTime = arrivals.isInTime();
        if (!inTime) {
            exceeded(Arrivals.Excess.TOO_FAST);
        }
        return inTime;
    }

    /**
     * Runs a task for a message of so many characters in its turn, unless the socket was closed meanwhile; and the
     * other one whatever happened.
     */
    private void process(int characters, Runnable task, Runnable afterwards) {
        Optional<Arrivals.Excess> excess = arrivals.enter(characters);
        if (excess.isPresent()) {
            exceeded(excess.get());
            afterwards.run();
            return;
        }
        serial.execute(() -> {
            try {
                if (!isClosing()) {
                    task.run();
                }
            } catch (Throwable e) { // an Error too: the client must not wait for an answer that never comes
                LOGGER.error("a message of session {} failed", visitor.origin().session(), e);
                send(context.messages().error(Problem.internal()));
            } finally {
                afterwards.run();
                arrivals.processed(characters);
            }
        });
    }

    /**
     * A further offer on the same socket is answered by its viewer, whose ICE it restarts. One of another peer
     * connection replaces the viewer: a page that begins anew keeps its socket.
     */
    private void answer(String sdp) {
        try {
            if (isIn() && mayOffer() && !answeredAgain(sdp)) {
                endViewer("replaced by a new offer on the same WebSocket");
                Optional<Admission.Decision.Watch> watch = admitted.isPresent() ? admitted : identifyAndAdmit();
                admitted = Optional.empty();
                if (watch.isPresent()) {
                    open(sdp, watch.get());
                }
            }
        } catch (OfferRejectedException rejected) {
            refuse(Problem.of(rejected));
        }
    }

    private boolean mayOffer() {
        Optional<Problem> refused = context.offerLimit().count(visitor.origin());
        refused.ifPresent(problem -> send(context.messages().error(problem)));
        return refused.isEmpty();
    }

    private void open(String sdp, Admission.Decision.Watch watch) throws OfferRejectedException {
        CandidateBuffer local = new CandidateBuffer(this, context.messages(), visitor.openSince());
        SignaledViewer opened = context.handler().offer(sdp, visitor.origin(), watch, local);
        viewer = opened;
        signals = local;
        local.answered(opened.answer(), opened::onAnswerSent);
    }

    /** Asks who it is, and then the program; empty when either refused: the socket is closed then. */
    private Optional<Admission.Decision.Watch> identifyAndAdmit() {
        Optional<Problem> refusal = visitor.identify();
        if (refusal.isEmpty()) {
            Admission.Decision decision = visitor.admit();
            if (decision instanceof Admission.Decision.Watch watch) {
                return Optional.of(watch);
            }
            Problem problem = Problem.of((Admission.Decision.Refuse) decision);
            refusal = Optional.of(
                    context.refusals().counted(problem, visitor.origin().remoteAddress()));
        }
        context.offerLimit().refused(refusal.get(), visitor.origin());
        send(context.messages().error(refusal.get()));
        closeWith(refusal.get().closeCode(), refusal.get().code(), CLOSED);
        return Optional.empty();
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
        context.offerLimit().refused(problem, visitor.origin());
        Problem told = context.refusals().counted(problem, visitor.origin().remoteAddress());
        send(context.messages().error(told));
        if (!told.equals(problem)) {
            closeWith(told.closeCode(), told.code(), CLOSED);
        }
    }

    private void deliver(ClientMessage message) {
        SignaledViewer current = viewer;
        if (!isIn()) {
            return;
        }
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
        if (peer.isWritable()) {
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
}
