package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.Admission;
import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * WHEP (draft-ietf-wish-whep): {@code POST /whep} or {@code /whep/{session}} opens a viewer, whose own URL is
 * {@code /whep/{session}/{id}}. Thread-safe; runs on worker threads.
 */
final class WhepEndpoint {
    static final String SDP = "application/sdp";
    private static final String ENDPOINT_METHODS = "POST, GET, HEAD, OPTIONS";
    private static final String RESOURCE_METHODS = "PATCH, DELETE, GET, HEAD, OPTIONS";

    private final SignalingHandler handler;
    private final Gate gate;
    private final OfferLimit offerLimit;
    private final ServerMessages messages;
    private final RandomGenerator random;
    private final int maximumOfferBytes;
    private final Map<String, WhepResource> resources = new ConcurrentHashMap<>();
    private final Removals removals = new Removals();

    WhepEndpoint(
            SignalingHandler handler,
            Gate gate,
            OfferLimit offerLimit,
            ServerMessages messages,
            RandomGenerator random,
            int maximumOfferBytes) {
        this.handler = handler;
        this.gate = gate;
        this.offerLimit = offerLimit;
        this.messages = messages;
        this.random = random;
        this.maximumOfferBytes = maximumOfferBytes;
    }

    /** Answers any request below {@code /whep}. */
    Reply answer(Request request) {
        List<String> segments = request.segments();
        String session = segments.size() < 2 ? SessionName.DEFAULT : segments.get(1);
        if (!SessionName.isValid(session)) {
            return refuse(SessionName.problem(session));
        }
        boolean isEndpoint = segments.size() <= 2;
        if (request.method().equals("OPTIONS")) {
            return options(request, session, isEndpoint);
        }
        return isEndpoint ? endpoint(request, session) : resource(request, session, segments);
    }

    private Reply endpoint(Request request, String session) {
        Gate.Outcome outcome = gate.enter(request.origin(ViewerRequest.Protocol.WHEP, session));
        if (outcome instanceof Gate.Refused refused) {
            offerLimit.refused(refused.problem(), request.origin(ViewerRequest.Protocol.WHEP, session));
            return turnedAway(refused);
        }
        return switch (request.method()) {
            case "POST" -> post(request, session, (Gate.Entered) outcome);
            case "GET", "HEAD" -> Reply.of(200, SDP, new byte[0]);
            default -> Reply.methodNotAllowed(request.method(), ENDPOINT_METHODS, messages);
        };
    }

    private Reply turnedAway(Gate.Refused refused) {
        if (refused.retrySeconds() > 0) {
            return Reply.tooManyGuesses(refused.retrySeconds(), messages).counted();
        }
        Reply reply = refuse(refused.problem()).counted();
        return reply.status() == 401 ? reply.header("WWW-Authenticate", "Bearer") : reply;
    }

    private Reply resource(Request request, String session, List<String> segments) {
        WhepResource viewer = segments.size() == 3 ? resources.get(segments.get(2)) : null;
        if (viewer == null || !viewer.hasCredentials(request.credentials())) {
            Gate.Outcome outcome = gate.enter(request.origin(ViewerRequest.Protocol.WHEP, session));
            if (outcome instanceof Gate.Refused refused) {
                return turnedAway(refused);
            }
        }
        if (viewer == null) {
            return refuse(removals.problem(segments.get(2)).orElse(Problem.NO_SUCH_VIEWER));
        }
        return switch (request.method()) {
            case "PATCH" -> patch(request, viewer);
            case "DELETE" -> {
                resources.remove(viewer.id());
                viewer.close("the viewer deleted its WHEP session");
                yield Reply.empty(200);
            }
            case "GET", "HEAD" -> Reply.of(200, SDP, new byte[0]).header("ETag", viewer.entityTag());
            default -> Reply.methodNotAllowed(request.method(), RESOURCE_METHODS, messages);
        };
    }

    private Reply post(Request request, String session, Gate.Entered visitor) {
        if (!request.isOfType(SDP)) {
            return unsupportedMediaType(request, "POST an SDP offer with Content-Type: " + SDP + ".");
        }
        if (request.body().length > maximumOfferBytes) {
            return refuse(Problem.offerTooLarge(request.body().length, maximumOfferBytes));
        }
        ViewerRequest origin = visitor.request();
        Optional<Problem> refused = offerLimit.count(origin).or(() -> offerLimit.enter(origin));
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        try {
            return open(request, session, visitor);
        } catch (OfferRejectedException rejected) {
            return refuse(Problem.of(rejected), origin);
        } finally {
            offerLimit.leave();
        }
    }

    private Reply open(Request request, String session, Gate.Entered visitor) throws OfferRejectedException {
        String offer = request.text();
        ViewerRequest origin = visitor.request();
        String id = randomHex();
        WhepResource resource =
                new WhepResource(id, request.credentials(), () -> '"' + randomHex() + '"', () -> ended(id));
        resources.put(id, resource);
        SignaledViewer viewer = null;
        Admission.Decision.Watch watch;
        try {
            Admission.Decision decision = gate.admit(handler, visitor);
            if (decision instanceof Admission.Decision.Refuse refusal) {
                return refuse(Problem.of(refusal), origin);
            }
            watch = (Admission.Decision.Watch) decision;
            viewer = handler.offer(offer, origin, watch, resource);
        } finally {
            if (viewer == null) {
                resources.remove(id);
            }
        }
        resource.opened(viewer);
        Reply created = Reply.text(201, SDP, viewer.answer())
                .header("Location", location(request, session) + id)
                .header("ETag", resource.entityTag())
                .header("Accept-Patch", WhepResource.FRAGMENT);
        List<IceServer> iceServers = watch.iceServers().orElseGet(() -> handler.iceServers(origin));
        return withIceServers(created, iceServers).afterWriting(viewer::onAnswerSent);
    }

    /**
     * Relative to the request's own URL (RFC 9110 §10.2.2), so that it is right below any prefix that a proxy or a
     * program's server has taken off. The name has no colon left that could end a scheme (RFC 3986 §4.2).
     */
    private static String location(Request request, String session) {
        String below = SessionName.pathSegment(session) + "/";
        return request.segments().size() < 2 ? "whep/" + below : below;
    }

    private void ended(String id) {
        WhepResource viewer = resources.remove(id);
        if (viewer != null) {
            viewer.removal().ifPresent(reason -> removals.add(id, reason));
        }
    }

    private Reply patch(Request request, WhepResource viewer) {
        if (!request.isOfType(WhepResource.FRAGMENT)) {
            return unsupportedMediaType(
                            request,
                            "PATCH candidates or new ICE credentials with Content-Type: " + WhepResource.FRAGMENT + ".")
                    .header("Accept-Patch", WhepResource.FRAGMENT);
        }
        Optional<String> match = request.ifMatch();
        if (match.isEmpty()) {
            return refuse(
                    new Problem(428, "if_match_required", "PATCH needs If-Match with the ETag of the 201 response."));
        }
        try {
            return viewer.patch(match.get(), request.text());
        } catch (WhepResource.Refused refused) {
            return refuse(refused.problem());
        } catch (OfferRejectedException rejected) {
            return refuse(Problem.of(rejected));
        }
    }

    /** Asks for nothing: a browser's preflight carries no credentials. */
    private Reply options(Request request, String session, boolean isEndpoint) {
        Reply reply = Reply.empty(200)
                .header("Allow", isEndpoint ? ENDPOINT_METHODS : RESOURCE_METHODS)
                .header("Access-Control-Allow-Methods", "POST, PATCH, DELETE, GET, HEAD, OPTIONS")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match")
                .header("Access-Control-Max-Age", "86400");
        if (!isEndpoint) {
            return reply.header("Accept-Patch", WhepResource.FRAGMENT);
        }
        reply.header("Accept-Post", SDP);
        // TURN credentials are only for clients that may offer: the program is asked about an offer, not about this.
        boolean shows = gate.isOpen() || !request.credentials().isEmpty();
        if (!shows || !handler.admitsEveryone()) {
            return reply;
        }
        Gate.Outcome outcome = gate.enter(request.origin(ViewerRequest.Protocol.WHEP, session));
        return outcome instanceof Gate.Entered visitor
                ? withIceServers(reply, handler.iceServers(visitor.request()))
                : turnedAway((Gate.Refused) outcome);
    }

    private static Reply withIceServers(Reply reply, List<IceServer> servers) {
        for (IceServer server : servers) {
            for (IceServerUrl url : server.urls()) {
                StringBuilder link = new StringBuilder("<" + url + ">; rel=\"ice-server\"");
                server.username().ifPresent(name -> link.append("; username=").append(quoted(name)));
                server.credential()
                        .ifPresent(secret -> link.append("; credential=")
                                .append(quoted(secret))
                                .append("; credential-type=\"password\""));
                reply.header("Link", link.toString());
            }
        }
        return reply;
    }

    private Reply unsupportedMediaType(Request request, String advice) {
        String given = request.contentType().orElse("no Content-Type");
        return refuse(new Problem(415, "unsupported_media_type", advice, given));
    }

    private Reply refuse(Problem problem, ViewerRequest origin) {
        offerLimit.refused(problem, origin);
        return refuse(problem);
    }

    private Reply refuse(Problem problem) {
        return Reply.problem(problem, messages);
    }

    private String randomHex() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** RFC 9110 §5.6.4. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
