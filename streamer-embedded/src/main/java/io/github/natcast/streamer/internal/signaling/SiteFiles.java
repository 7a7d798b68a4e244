package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;

/** Serves the page. Thread-safe. */
final class SiteFiles {
    private final Page page;
    private final ServerMessages messages;

    SiteFiles(Page page, ServerMessages messages) {
        this.page = page;
        this.messages = messages;
    }

    Reply answer(Request request) {
        Optional<Page.File> file = page.find(request.path());
        if (file.isEmpty()) {
            return Reply.problem(
                    new Problem(
                            404,
                            "not_found",
                            "Here are /, /whep, /ws/{session}, /healthz, /livez, /readyz, /metrics and /viewers.",
                            Problem.excerpt(request.path())),
                    messages);
        }
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        return page(request, file.get());
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
