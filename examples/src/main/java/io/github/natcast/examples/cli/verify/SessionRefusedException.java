package io.github.natcast.examples.cli.verify;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server does not let this viewer watch. */
final class SessionRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    /** Of a problem (RFC 9457). */
    private static final Pattern DETAIL = Pattern.compile("\"detail\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,300})\"");

    private final int status;

    SessionRefusedException(HttpReply reply) {
        super(detail(reply));
        this.status = reply.status();
    }

    private static String detail(HttpReply reply) {
        Matcher detail = DETAIL.matcher(reply.body());
        return "HTTP " + reply.status() + (detail.find() ? ", " + detail.group(1) : "");
    }

    /** Whether a token that may watch is missing. */
    boolean isForbidden() {
        return status == 401 || status == 403;
    }
}
