package io.github.natcast.streamer.internal.signaling;

import java.util.regex.Pattern;

/**
 * {@code GET /verify/{nonce}}: which streamer answers here. Whoever asks twice, once on this machine and once by way of
 * the public address, and reads the same proof, has met the same streamer both times. Everybody may: the proof is of no
 * use for anything else. Thread-safe.
 */
final class IdentityEndpoint {
    private static final String NAME = "verify";
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Problem BAD_NONCE = new Problem(
            404, "bad_nonce", "A nonce is 16 to 64 letters, digits, - and _, as in /verify/0123456789abcdef.");

    private final ServerIdentity identity;
    private final ServerMessages messages;

    IdentityEndpoint(ServerIdentity identity, ServerMessages messages) {
        this.identity = identity;
        this.messages = messages;
    }

    /** Whether a request is for this; the argument is the first part of its path. */
    static boolean serves(String first) {
        return first.equals(NAME);
    }

    /** Only for a path that it {@link #serves}. */
    Reply answer(Request request) {
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        if (request.segments().size() != 2
                || !NONCE.matcher(request.segments().get(1)).matches()) {
            return Reply.problem(BAD_NONCE.about(request.path()), messages);
        }
        return Reply.text(
                200,
                "text/plain; charset=us-ascii",
                identity.proof(request.segments().get(1)));
    }
}
