package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.OfferRates;
import io.github.natcast.streamer.internal.limits.RefusalLog;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** How often clients may offer, and how many offers may wait to be answered. Thread-safe. */
final class OfferLimit {
    /** About one second's worth of answers: a client beyond that is better off trying again. */
    private static final int MAXIMUM_WAITING_OFFERS = 256;

    static final Problem OVERLOADED =
            new Problem(503, "overloaded", "Too many offers are waiting to be answered; try again in a second.");

    private final OfferRates rates;
    private final RefusalLog log;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param rates how often offers are looked at
     * @param log of what is refused
     */
    OfferLimit(OfferRates rates, RefusalLog log) {
        this.log = log;
        this.rates = rates;
    }

    /**
     * Counts one offer of somebody who was let in: what strangers send takes nothing of what those may offer. Returns
     * why it is not looked at, if it is not.
     */
    Optional<Problem> count(ViewerRequest origin) {
        Optional<Problem> refused = rates.offer(ClientKey.of(origin)).map(Problem::of);
        refused.ifPresent(problem -> refused(problem, origin));
        return refused;
    }

    /**
     * Lets one offer wait for its answer. Returns why it does not; when that is empty, the caller must call
     * {@link #leave()} once.
     */
    Optional<Problem> enter(ViewerRequest origin) {
        if (waiting.incrementAndGet() <= MAXIMUM_WAITING_OFFERS) {
            return Optional.empty();
        }
        waiting.decrementAndGet();
        refused(OVERLOADED, origin);
        return Optional.of(OVERLOADED);
    }

    /** Tells the operator. */
    void refused(Problem problem, ViewerRequest origin) {
        log.refused(problem.code(), origin);
    }

    void leave() {
        waiting.decrementAndGet();
    }
}
