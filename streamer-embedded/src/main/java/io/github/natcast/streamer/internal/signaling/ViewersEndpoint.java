package io.github.natcast.streamer.internal.signaling;

import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /viewers} and {@code GET /viewers/{id}}: who watches, and what each is sent. Thread-safe; runs on worker
 * threads.
 *
 * <p>It tells where people are. So a server with a token wants it here as well; one without tells nobody but a client
 * on this machine. Other origins' scripts cannot read it: there are no CORS headers.
 */
final class ViewersEndpoint {
    private static final Problem LOCAL_ONLY = new Problem(
            403,
            "viewers_are_private",
            "Without a token the viewers are listed only for clients on this machine; start the server with a token.");
    private static final Problem NO_SUCH_VIEWER =
            new Problem(404, "no_such_viewer", "No viewer has this identifier; it may have ended.");

    private final ViewerDirectory viewers;
    private final OfferLimit offerLimit;
    private final ServerMessages messages;

    ViewersEndpoint(ViewerDirectory viewers, OfferLimit offerLimit, ServerMessages messages) {
        this.viewers = viewers;
        this.offerLimit = offerLimit;
        this.messages = messages;
    }

    /** Answers any request below {@code /viewers}. */
    Reply answer(Request request) {
        if (!offerLimit.permits(request)) {
            return Reply.problem(OfferLimit.UNAUTHORIZED, messages).header("WWW-Authenticate", "Bearer");
        }
        if (!offerLimit.asksForToken() && !request.isLocal()) {
            return Reply.problem(LOCAL_ONLY, messages);
        }
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        if (request.segments().size() == 1) {
            return json(messages.json(viewers.all()));
        }
        String id = String.join(
                "/", request.segments().subList(1, request.segments().size()));
        Optional<Map<String, Object>> viewer = viewers.find(id);
        return viewer.map(entry -> json(messages.json(entry)))
                .orElseGet(() -> Reply.problem(NO_SUCH_VIEWER.about(id), messages));
    }

    private static Reply json(String body) {
        return Reply.text(200, "application/json", body);
    }
}
