package io.github.natcast.streamer.internal.signaling;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** An HTTP response being built. Confined to the thread that answers its request; then handed to the event loop. */
final class Reply {
    /** Allows scripts, styles and connections of the page's own server only; video comes through WebRTC. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
                    + "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final String RETRY_AFTER_SECONDS = "1";

    private final FullHttpResponse response;
    private Runnable afterWriting = () -> {};

    private Reply(int status, byte[] body) {
        response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
        // RFC 9110 §8.6: a 204 must not carry Content-Length, and a 304 need not.
        if (status != 204 && status != 304) {
            header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        }
        header("X-Content-Type-Options", "nosniff");
    }

    static Reply empty(int status) {
        return new Reply(status, new byte[0]);
    }

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, body).header(HttpHeaderNames.CONTENT_TYPE, contentType);
    }

    static Reply text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store");
    }

    /** A problem as {@code application/problem+json} (RFC 9457). */
    static Reply problem(Problem problem, ServerMessages messages) {
        Reply reply = text(problem.status(), "application/problem+json", messages.problemJson(problem));
        return problem.status() == 503 ? reply.header(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS) : reply;
    }

    /** A client that was refused too often, and how long it has to wait (RFC 6585 §4). */
    static Reply tooManyRefusals(int seconds, ServerMessages messages) {
        return problem(RefusalLimit.problem(seconds), messages)
                .header(HttpHeaderNames.RETRY_AFTER, Integer.toString(seconds));
    }

    int status() {
        return response.status().code();
    }

    /** @param allowed the methods that the path supports, as {@code Allow} lists them (RFC 9110 §15.5.6) */
    static Reply methodNotAllowed(String method, String allowed, ServerMessages messages) {
        Problem problem = new Problem(405, "method_not_allowed", "Allowed here: " + allowed + ".", method);
        return problem(problem, messages).header(HttpHeaderNames.ALLOW, allowed);
    }

    Reply header(CharSequence name, String value) {
        response.headers().add(name, value);
        return this;
    }

    Reply pageSecurity() {
        return header(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    }

    /** Runs the task on the event loop once the response has been written to the socket; never if writing fails. */
    Reply afterWriting(Runnable task) {
        afterWriting = task;
        return this;
    }

    /** The response has been written. */
    void written() {
        afterWriting.run();
    }

    FullHttpResponse response() {
        return response;
    }
}
