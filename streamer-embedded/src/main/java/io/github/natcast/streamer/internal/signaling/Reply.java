package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.signaling.SignalingReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An HTTP response being built. Confined to the thread that answers its request. */
final class Reply {
    /** Allows scripts, styles and connections of the page's own server only; video comes through WebRTC. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
                    + "connect-src 'self'%s; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    // A host-source of CSP3 §2.3.1 has no form for IPv6.
    private static final Pattern CSP_HOST = Pattern.compile("[A-Za-z0-9.-]{1,255}(:\\d{1,5})?");

    private static final String RETRY_AFTER_SECONDS = "1";

    private final int status;
    private final byte[] body;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private Runnable afterWriting = () -> {};
    private boolean refusal;

    private Reply(int status, byte[] body) {
        this.status = status;
        this.body = body;
        header("X-Content-Type-Options", "nosniff");
    }

    static Reply empty(int status) {
        return new Reply(status, new byte[0]);
    }

    static Reply of(int status, String contentType, byte[] body) {
        return new Reply(status, body).header("Content-Type", contentType);
    }

    static Reply text(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8)).header("Cache-Control", "no-store");
    }

    /** A problem as {@code application/problem+json} (RFC 9457). */
    static Reply problem(Problem problem, ServerMessages messages) {
        Reply reply = text(problem.status(), "application/problem+json", messages.problemJson(problem));
        reply.refusal = problem.isRefusal();
        int wait = problem.retryAfterSeconds();
        if (wait == 0 && problem.status() != 503) {
            return reply;
        }
        return reply.header("Retry-After", wait == 0 ? RETRY_AFTER_SECONDS : Integer.toString(wait));
    }

    /** A client that was refused too often, and how long it has to wait (RFC 6585 §4). */
    static Reply tooManyRefusals(int seconds, ServerMessages messages) {
        return problem(RefusalLimit.problem(seconds), messages).header("Retry-After", Integer.toString(seconds));
    }

    /** A client that guesses: it waits, and needs a new connection for each further guess. */
    static Reply tooManyGuesses(int seconds, ServerMessages messages) {
        return problem(GuessLimit.problem(seconds), messages)
                .header("Retry-After", Integer.toString(seconds))
                .header("Connection", "close");
    }

    int status() {
        return status;
    }

    /** @param allowed the methods that the path supports, as {@code Allow} lists them (RFC 9110 §15.5.6) */
    static Reply methodNotAllowed(String method, String allowed, ServerMessages messages) {
        Problem problem = new Problem(405, "method_not_allowed", "Allowed here: " + allowed + ".", method);
        return problem(problem, messages).header("Allow", allowed);
    }

    Reply header(String name, String value) {
        headers.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
        return this;
    }

    Reply pageSecurity(Request request) {
        return header("Content-Security-Policy", CONTENT_SECURITY_POLICY.formatted(webSocket(request)))
                .header("Referrer-Policy", "no-referrer")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    }

    /** For browsers to which {@code 'self'} means no WebSocket yet, as Safari before 15.4. */
    private static String webSocket(Request request) {
        return request.authority()
                .filter(host -> CSP_HOST.matcher(host).matches())
                .map(host -> (request.secure() ? "" : " ws://" + host) + " wss://" + host)
                .orElse("");
    }

    /** Runs the task once the response has been handed to the socket; never if that fails. */
    Reply afterWriting(Runnable task) {
        afterWriting = task;
        return this;
    }

    /** It was counted already, and does not count again as a refusal. */
    Reply counted() {
        refusal = false;
        return this;
    }

    /** Whether it is yet to count as one. */
    boolean isRefusal() {
        return refusal;
    }

    SignalingReply done() {
        return new SignalingReply(status, headers, body, afterWriting);
    }
}
