package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import java.util.function.Supplier;

/** Serves what clients can only read: the page, {@code /healthz} and {@code /metrics}. Thread-safe. */
final class SiteFiles {
    private final Page page;
    private final Supplier<Health> health;
    private final Supplier<String> metrics;
    private final ServerMessages messages;

    SiteFiles(Page page, Supplier<Health> health, Supplier<String> metrics, ServerMessages messages) {
        this.page = page;
        this.health = health;
        this.metrics = metrics;
        this.messages = messages;
    }

    Reply answer(Request request) {
        Optional<Page.File> file = page.find(request.path());
        boolean known = file.isPresent()
                || request.path().equals("/healthz")
                || request.path().equals("/metrics");
        if (!known) {
            return Reply.problem(
                    new Problem(
                            404,
                            "not_found",
                            "Here are /, /whep, /ws/{session}, /healthz, /metrics and /viewers.",
                            Problem.excerpt(request.path())),
                    messages);
        }
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        if (file.isPresent()) {
            return page(request, file.get());
        }
        return request.path().equals("/healthz")
                ? health()
                : Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }

    private Reply health() {
        Health now = health.get();
        return Reply.text(now.healthy() ? 200 : 503, "application/json", messages.health(now));
    }

    /** The browser revalidates every time, so that it sees a new version at once; an unchanged file costs a 304. */
    private static Reply page(Request request, Page.File file) {
        boolean unchanged = request.ifNoneMatch()
                .map(tags -> Page.matches(tags, file.etag()))
                .orElse(false);
        Reply reply = unchanged ? Reply.empty(304) : Reply.of(200, file.contentType(), file.content());
        if (file.shared()) {
            reply.header("Access-Control-Allow-Origin", "*");
        }
        return reply.header("ETag", file.etag())
                .header("Cache-Control", "no-cache")
                .pageSecurity(request);
    }
}
