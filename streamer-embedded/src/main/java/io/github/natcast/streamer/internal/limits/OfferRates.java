package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.security.Limits;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many offers are looked at: of one client in a minute, of all in a second. A client's share comes first, so that
 * what one sends beyond it takes nothing from others. A crowd may use half of what all may. Thread-safe.
 */
public final class OfferRates {
    private static final double SECONDS_PER_MINUTE = 60;

    private final Limits limits;
    private final RefusalCounts refusals;
    private final LongSupplier nanoTime;
    private final ClientRates clients;
    private final ClientRates crowds;
    private final TokenBucket inAll;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public OfferRates(Limits limits, RefusalCounts refusals, LongSupplier nanoTime) {
        this.limits = limits;
        this.refusals = refusals;
        this.nanoTime = nanoTime;
        int perMinute = limits.offersPerMinute();
        double perSecond = perMinute / SECONDS_PER_MINUTE;
        double half = limits.offersPerSecond() / 2.0;
        clients = new ClientRates(perSecond, perMinute, nanoTime);
        crowds = new ClientRates(Math.max(half, perSecond), Math.max(half, perMinute), nanoTime);
        inAll = new TokenBucket(limits.offersPerSecond(), limits.offersPerSecond(), nanoTime.getAsLong());
    }

    /** Counts an offer. Returns why it is not looked at; empty when it is. */
    public synchronized Optional<Refused> offer(ClientKey client) {
        boolean crowd = client.isCrowd();
        int wait = (crowd ? crowds : clients).take(client.key());
        if (wait > 0) {
            return refused(
                    Refusal.OFFERS_PER_CLIENT,
                    wait,
                    crowd
                            ? "This session took its half of the " + limits.offersPerSecond()
                                    + " offers in a second; try again in " + wait
                                    + " s, or raise the limit offersPerSecond."
                            : "More than " + limits.offersPerMinute()
                                    + " offers in a minute came from this address; try again in " + wait
                                    + " s, or raise the limit offersPerMinute.");
        }
        if (inAll.take(nanoTime.getAsLong())) {
            return Optional.empty();
        }
        return refused(
                Refusal.OFFERS,
                1,
                "More than " + limits.offersPerSecond()
                        + " offers came in a second; try again in 1 s, or raise the limit offersPerSecond.");
    }

    private Optional<Refused> refused(Refusal limit, int wait, String message) {
        refusals.count(limit);
        return Optional.of(new Refused(limit, wait, message));
    }
}
