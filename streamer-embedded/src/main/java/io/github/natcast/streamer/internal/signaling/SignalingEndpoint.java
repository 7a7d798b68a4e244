package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.limits.SharedLimits;
import io.github.natcast.streamer.security.Limits;
import io.github.natcast.streamer.signaling.Signaling;
import io.github.natcast.streamer.signaling.SignalingReply;
import io.github.natcast.streamer.signaling.SignalingRequest;
import io.github.natcast.streamer.signaling.WebSocketPeer;
import io.github.natcast.streamer.signaling.WebSocketSession;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signalling itself, whatever server carries it: WebSocket at {@code /ws/{session}}, WHEP at {@code /whep}, the page at
 * {@code /}, and {@code /healthz}, {@code /livez}, {@code /readyz}, {@code /metrics}, {@code /viewers} and
 * {@code /verify}. Thread-safe.
 */
public final class SignalingEndpoint implements Signaling, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SignalingEndpoint.class);
    private static final SharedLimits OTHERS =
            SharedLimits.of(Limits.defaults(), new RefusalCounts(), System::nanoTime);
    private static final Problem BAD_REQUEST = new Problem(400, "bad_request", "This is not a valid HTTP request.");
    private static final Problem UPGRADE_REQUIRED =
            new Problem(426, "upgrade_required", "This path speaks WebSocket (RFC 6455).");
    private static final Problem STARTING = new Problem(
            503, "starting", "The server is starting and warms up; try again in some seconds.", null, true, 2);
    private static final Problem CLOSING = new Problem(503, "shutting_down", "The server is shutting down.");

    private final SignalingContext context;
    private final Runnable closeWorkers;
    private final Set<WebSocketConnection> open = ConcurrentHashMap.newKeySet();

    /** What everybody is told instead of an answer; null while there are answers. */
    private volatile @Nullable Problem unavailable;

    /**
     * @param reports what the server tells the operator
     * @param random makes the unguessable URLs of WHEP viewers; a {@code SecureRandom}
     * @param workers run whatever may take time; closed with this
     */
    public SignalingEndpoint(
            SignalingSettings settings,
            SignalingHandler handler,
            Reports reports,
            RandomGenerator random,
            Workers workers) {
        this(
                SignalingContext.create(settings, SignalingLimits.DEFAULTS, handler, reports, random, workers),
                workers::close);
    }

    /**
     * What is for the operator alone, at an address of its own: neither page nor viewers.
     *
     * @param settings whose rule about the operator is that address's
     * @param workers as above
     */
    public static SignalingEndpoint forAdmin(
            SignalingSettings settings,
            SignalingHandler handler,
            Reports reports,
            RandomGenerator random,
            Workers workers) {
        SignalingContext context =
                SignalingContext.create(settings, SignalingLimits.DEFAULTS, handler, reports, random, workers);
        return new SignalingEndpoint(context.forAdmin(), workers::close);
    }

    SignalingEndpoint(SignalingContext context, Runnable closeWorkers) {
        this.context = context;
        this.closeWorkers = closeWorkers;
    }

    /**
     * Answers nobody until {@link #ready}: each request gets status 503 and {@code Retry-After}, the probes, too. A
     * server may carry this while what answers is not yet there.
     */
    public synchronized SignalingEndpoint starting() {
        unavailable = STARTING;
        return this;
    }

    /** What answers is there; nothing after {@link #close}. */
    public synchronized void ready() {
        if (STARTING.equals(unavailable)) {
            unavailable = null;
        }
    }

    public SignalingLimits limits() {
        return context.limits();
    }

    public Executor workers() {
        return context.workers();
    }

    /** What the connections that carry this share. */
    public SharedLimits connections() {
        return context.connections();
    }

    /** What the connections that carry any signalling share; of a program's wrapper, the defaults. */
    public static SharedLimits connections(Signaling signaling) {
        return signaling instanceof SignalingEndpoint own ? own.connections() : OTHERS;
    }

    @Override
    public int maximumBodyBytes() {
        return context.limits().maximumMessageBytes();
    }

    @Override
    public int maximumMessageBytes() {
        return context.limits().maximumMessageBytes();
    }

    @Override
    public boolean mayBlock(SignalingRequest http) {
        return unavailable == null
                && read(http).map(SignalingEndpoint::mayBlock).orElse(false);
    }

    /** A probe of the health is answered even if all workers wait for something. */
    private static boolean mayBlock(Request request) {
        String first = first(request);
        return first.equals("whep")
                || first.equals("viewers")
                || (AdminEndpoint.serves(first)
                        && !ProbeEndpoint.serves(first)
                        && !request.credentials().isEmpty());
    }

    @Override
    public SignalingReply answer(SignalingRequest http) {
        Problem nothing = unavailable;
        if (nothing != null) {
            return problem(nothing).done();
        }
        Optional<Request> request = read(http);
        return request.isEmpty()
                ? problem(BAD_REQUEST).header("Connection", "close").done()
                : answer(request.get()).done();
    }

    private Reply answer(Request request) {
        try {
            if (request.body().length > maximumBodyBytes()) {
                return context.origins().withCors(problem(Problem.bodyTooLarge(maximumBodyBytes())), request);
            }
            Optional<Problem> host = context.hosts().refusal(request);
            if (host.isPresent()) {
                return problem(host.get());
            }
            String first = first(request);
            if (IdentityEndpoint.serves(first)) {
                return context.identity().answer(request);
            }
            if (context.isForAdmin() || AdminEndpoint.serves(first)) {
                return context.admin().answer(request);
            }
            return switch (first) {
                case "ws" -> webSocketAsHttp(request);
                case "whep" -> context.origins().withCors(whep(request), request);
                default -> context.site().answer(request);
            };
        } catch (Throwable e) { // an Error too: the client waits for an answer
            LOGGER.error("{} {} failed", request.method(), request.path(), e);
            return problem(Problem.internal());
        }
    }

    /** A page of another site learns nothing, and does not make its viewers' address wait. */
    private Reply whep(Request request) {
        return context.origins().refusal(request).map(this::problem).orElseGet(() -> limited(request));
    }

    private Reply limited(Request request) {
        InetSocketAddress address = request.remoteAddress();
        int deafSeconds = context.refusals().deafSeconds(address);
        if (deafSeconds > 0) {
            return tooManyRefusals(deafSeconds);
        }
        Reply reply = context.whep().answer(request);
        boolean counts = reply.isRefusal() && request.method().equals("POST");
        int waitSeconds = counts ? context.refusals().refused(address) : 0;
        return waitSeconds == 0 ? reply : tooManyRefusals(waitSeconds);
    }

    private Reply tooManyRefusals(int seconds) {
        return Reply.tooManyRefusals(seconds, context.messages());
    }

    private Reply webSocketAsHttp(Request request) {
        Optional<Problem> refusal = refusal(request);
        return refusal.isPresent()
                ? problem(refusal.get())
                : problem(UPGRADE_REQUIRED).header("Upgrade", "websocket").header("Connection", "Upgrade");
    }

    /** A request over HTTP/2 says it by its method (RFC 8441 §4). */
    @Override
    public boolean isWebSocket(SignalingRequest http) {
        boolean upgrades = http.method().equals("CONNECT")
                || http.headers().getOrDefault("Upgrade", List.of()).stream()
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"));
        return upgrades
                && !context.isForAdmin()
                && read(http).map(SignalingEndpoint::first).orElse("").equals("ws");
    }

    @Override
    public WebSocketSession open(SignalingRequest http, WebSocketPeer peer) {
        Optional<Request> request = read(http);
        Optional<Problem> refusal = Optional.ofNullable(unavailable)
                .or(() -> request.isEmpty() ? Optional.of(BAD_REQUEST) : refusal(request.get()));
        if (refusal.isPresent() || request.isEmpty()) {
            return RefusedSession.refuse(peer, refusal.orElse(BAD_REQUEST), context);
        }
        ViewerRequest origin = request.get().origin(ViewerRequest.Protocol.WEBSOCKET, session(request.get()));
        SocketVisitor visitor = new SocketVisitor(origin, context);
        WebSocketConnection connection = new WebSocketConnection(peer, visitor, context, open::remove);
        open.add(connection);
        connection.opened();
        if (unavailable != null) { // closed meanwhile: whoever closes may not have seen it
            connection.goAway();
        }
        return connection;
    }

    private Optional<Problem> refusal(Request request) {
        Optional<Problem> stranger =
                context.hosts().refusal(request).or(() -> context.origins().refusal(request));
        if (stranger.isPresent()) {
            return stranger;
        }
        InetSocketAddress address = request.remoteAddress();
        int deafSeconds = context.refusals().deafSeconds(address);
        if (deafSeconds > 0) {
            return Optional.of(RefusalLimit.problem(deafSeconds));
        }
        if (request.segments().size() <= 2 && SessionName.isValid(session(request))) {
            return Optional.empty();
        }
        return Optional.of(context.refusals().counted(SessionName.problem(request.path()), address));
    }

    private static String session(Request request) {
        boolean hasName =
                request.segments().size() == 2 && !request.segments().get(1).isEmpty();
        return hasName ? request.segments().get(1) : SessionName.DEFAULT;
    }

    private static String first(Request request) {
        return request.segments().isEmpty() ? "" : request.segments().get(0);
    }

    /** Empty when it is not encoded correctly. */
    private Optional<Request> read(SignalingRequest http) {
        try {
            return Optional.of(Request.of(http, context.forwarders()));
        } catch (IllegalArgumentException malformedEscape) {
            return Optional.empty();
        }
    }

    private Reply problem(Problem problem) {
        return Reply.problem(problem, context.messages());
    }

    /**
     * Closes every WebSocket with status 1001 and ends its viewer, and refuses whatever comes later. A viewer that came
     * by WHEP, or whose offer is still being answered, is the handler's to end: close the handler's registry of viewers
     * after this. Idempotent; blocks until the workers have finished, for 2 seconds at most.
     */
    @Override
    public void close() {
        synchronized (this) {
            unavailable = CLOSING;
        }
        open.forEach(WebSocketConnection::goAway);
        closeWorkers.run();
    }
}
