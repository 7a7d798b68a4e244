package io.github.natcast.streamer.internal.signaling;

import java.util.function.Supplier;

/**
 * {@code GET /livez} and {@code /readyz}: what those who start programs and those who spread load ask. Everybody may,
 * and learns yes or no, whatever token the request has. Thread-safe.
 */
final class ProbeEndpoint {
    private static final String LIVE = "livez";
    private static final String READY = "readyz";

    private final Supplier<Health> health;
    private final ServerMessages messages;

    ProbeEndpoint(Supplier<Health> health, ServerMessages messages) {
        this.health = health;
        this.messages = messages;
    }

    /** Whether a request is for this; the argument is the first part of its path. */
    static boolean serves(String first) {
        return first.equals(LIVE) || first.equals(READY);
    }

    /** Only for a path of one part that {@link #serves} it. */
    Reply answer(Request request) {
        if (!request.reads()) {
            return Reply.methodNotAllowed(request.method(), Request.READING, messages);
        }
        Health now = health.get();
        boolean yes = request.segments().get(0).equals(LIVE) ? now.live() : now.ready();
        return Reply.text(yes ? 200 : 503, "application/json", messages.status(yes))
                .header("Cache-Control", "no-store");
    }
}
