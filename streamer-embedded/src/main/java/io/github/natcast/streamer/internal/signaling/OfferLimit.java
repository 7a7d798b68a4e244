package io.github.natcast.streamer.internal.signaling;

import java.util.concurrent.atomic.AtomicInteger;

/** How many offers may wait to be answered. Thread-safe. */
final class OfferLimit {
    /** About one second's worth of answers: a client beyond that is better off trying again. */
    private static final int MAXIMUM_WAITING_OFFERS = 256;

    static final Problem OVERLOADED =
            new Problem(503, "overloaded", "Too many offers are waiting to be answered; try again in a second.");

    private final AtomicInteger waiting = new AtomicInteger();

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
}
