package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /healthz}, {@code /metrics}, {@code /viewers} and {@code /viewers/{id}}: how the streamer does, who
 * watches, and what each is sent; and the {@linkplain ProbeEndpoint probes}. Thread-safe.
 *
 * <p>It tells where people are, and what is inside. So it is for the operator alone; others learn whether all is well.
 * Other origins' scripts cannot read it: there are no CORS headers.
 */
final class AdminEndpoint {
    private static final Problem UNAUTHORIZED =
            new Problem(401, "unauthorized", "This needs the operator's token: Authorization: Bearer …");
    private static final Problem PRIVATE = new Problem(
            403,
            "operator_only",
            "This is for the operator: from this machine while everybody may watch and no tunnel or proxy leads here,"
                    + " else at the admin address, or with the admin token.");
    private static final Problem NO_SUCH_VIEWER =
            new Problem(404, "no_such_viewer", "No viewer has this identifier; it may have ended.");
    private static final Problem NOT_FOUND =
            new Problem(404, "not_found", "Here are /healthz, /livez, /readyz, /metrics and /viewers.");

    private final AdminRule rule;
    private final Reports reports;
    private final GuessLimit guesses;
    private final RefusalCounts counts;
    private final ServerMessages messages;
    private final ProbeEndpoint probes;

    private enum Standing {
        OPERATOR,
        STRANGER,
        WRONG_TOKEN
    }

    AdminEndpoint(AdminRule rule, Reports reports, GuessLimit guesses, RefusalCounts counts, ServerMessages messages) {
        this.rule = rule;
        this.reports = reports;
        this.guesses = guesses;
        this.counts = counts;
        this.messages = messages;
        this.probes = new ProbeEndpoint(reports.health(), messages);
    }

    /** Whether a request is for this; the argument is the first part of its path. */
    static boolean serves(String first) {
        return first.equals("healthz")
                || first.equals("metrics")
                || first.equals("viewers")
                || ProbeEndpoint.serves(first);
    }

    Reply answer(Request request) {
        String first = request.segments().isEmpty() ? "" : request.segments().get(0);
        boolean single = request.segments().size() == 1;
        if (!serves(first) || !(single || first.equals("viewers"))) {
            return Reply.problem(NOT_FOUND.about(request.path()), messages);
        }
        if (ProbeEndpoint.serves(first)) {
            return probes.answer(request);
        }
        Standing standing = standing(request);
        if (standing == Standing.WRONG_TOKEN) {
            return wrongToken(request);
        }
        boolean healthz = first.equals("healthz");
        if (standing == Standing.STRANGER && !healthz) {
            return rule.tokens().isPresent() ? unauthorized() : Reply.problem(PRIVATE, messages);
        }
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        if (healthz) {
            return health(standing);
        }
        return first.equals("metrics")
                ? Reply.text(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        reports.metrics().get())
                : viewers(request);
    }

    private Standing standing(Request request) {
        Optional<String> given = request.token();
        if (rule.tokens().isPresent() && given.isPresent()) {
            return rule.tokens().get().test(given.get()) ? Standing.OPERATOR : Standing.WRONG_TOKEN;
        }
        boolean trusted = rule.tokens().isEmpty()
                && switch (rule.trusted()) {
                    case NOBODY -> false;
                    case LOCAL -> request.isLocal();
                    // A page whose name was made to point here must not read it through the operator's browser.
                    case EVERYBODY -> !request.remoteAddress().getAddress().isLoopbackAddress() || request.isLocal();
                };
        return trusted ? Standing.OPERATOR : Standing.STRANGER;
    }

    private Reply wrongToken(Request request) {
        counts.count(Refusal.AUTHENTICATION);
        int seconds = guesses.failed(request.remoteAddress());
        if (seconds == 0) {
            return unauthorized();
        }
        counts.count(Refusal.AUTHENTICATION_RATE);
        return Reply.tooManyGuesses(seconds, messages);
    }

    private Reply unauthorized() {
        return Reply.problem(UNAUTHORIZED, messages).header("WWW-Authenticate", "Bearer");
    }

    private Reply health(Standing standing) {
        Health now = reports.health().get();
        String told = standing == Standing.OPERATOR ? messages.health(now) : messages.status(now.healthy());
        return Reply.text(now.healthy() ? 200 : 503, "application/json", told);
    }

    private Reply viewers(Request request) {
        if (request.segments().size() == 1) {
            return json(messages.json(reports.viewers().all()));
        }
        String id = String.join(
                "/", request.segments().subList(1, request.segments().size()));
        Optional<Map<String, Object>> viewer = reports.viewers().find(id);
        return viewer.map(entry -> json(messages.json(entry)))
                .orElseGet(() -> Reply.problem(NO_SUCH_VIEWER.about(id), messages));
    }

    private static Reply json(String body) {
        return Reply.text(200, "application/json", body);
    }
}
