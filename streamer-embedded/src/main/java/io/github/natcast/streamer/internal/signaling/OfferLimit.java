package io.github.natcast.streamer.internal.signaling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may offer, and how many offers may wait to be answered. Thread-safe. */
final class OfferLimit {
    /** About one second's worth of answers: a client beyond that is better off trying again. */
    private static final int MAXIMUM_WAITING_OFFERS = 256;

    static final Problem UNAUTHORIZED = new Problem(
            401, "unauthorized", "This server requires a token: Authorization: Bearer …, or ?token=… on a WebSocket.");
    static final Problem OVERLOADED =
            new Problem(503, "overloaded", "Too many offers are waiting to be answered; try again in a second.");

    private final Optional<byte[]> token;
    private final AtomicInteger waiting = new AtomicInteger();

    OfferLimit(Optional<String> token) {
        this.token = token.map(OfferLimit::utf8);
    }

    /** Compares in constant time, so that the duration reveals nothing about the token. */
    boolean permits(Request request) {
        return token.isEmpty()
                || request.token()
                        .map(given -> MessageDigest.isEqual(utf8(given), token.get()))
                        .orElse(false);
    }

    boolean asksForToken() {
        return token.isPresent();
    }

    /** Takes a place for one offer. A caller that gets true must call {@link #leave()} once. */
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
