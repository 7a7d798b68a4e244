package io.github.natcast.streamer.internal.signaling;

import io.netty.handler.codec.http.HttpHeaderNames;

/** Problems as HTTP responses (RFC 9457). */
final class HttpErrors {
    private static final String RETRY_AFTER_SECONDS = "1";

    private HttpErrors() {}

    static Reply reply(Problem problem, ServerMessages messages) {
        Reply reply = Reply.text(problem.status(), "application/problem+json", messages.problemJson(problem));
        return problem.status() == 503 ? reply.header(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS) : reply;
    }
}
