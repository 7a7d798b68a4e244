package io.github.natcast.streamer.internal.signaling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may offer, and how many offers may wait to be answered. Thread-safe. */
final class Admission {
    /** About a second's worth of answers; whoever comes later is better served by being told to come back. */
    private static final int MAXIMUM_WAITING_OFFERS = 256;

    static final Problem UNAUTHORIZED = new Problem(
            401, "unauthorized", "This server wants a token: Authorization: Bearer …, or ?token=… on a WebSocket.");
    static final Problem OVERLOADED =
            new Problem(503, "overloaded", "Too many offers are waiting to be answered; try again in a second.");

    private final Optional<byte[]> token;
    private final AtomicInteger waiting = new AtomicInteger();

    Admission(Optional<String> token) {
        this.token = token.map(Admission::utf8);
    }

    /** Takes the same time whether or not the token is nearly right. */
    boolean permits(Request request) {
        return token.isEmpty()
                || request.token()
                        .map(given -> MessageDigest.isEqual(utf8(given), token.get()))
                        .orElse(false);
    }

    /** Whoever gets true calls {@link #leave()} once. */
    boolean enter() {
        if (waiting.incrementAndGet() <= MAXIMUM_WAITING_OFFERS) {
            return true;
        }
        waiting.decrementAndGet();
        return false;
    }

    void leave() {
        waiting.decrementAndGet();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
