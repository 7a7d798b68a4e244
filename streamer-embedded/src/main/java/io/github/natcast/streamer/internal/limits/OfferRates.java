package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.security.Limits;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many offers are looked at: of one client in a minute, of all in a second. A client's share comes first, so that
 * what one sends beyond it takes nothing from others. A crowd may use half of what all may. Thread-safe.
 */
public final class OfferRates {
    private static final String EVERYBODY = "";
    private static final double SECONDS_PER_MINUTE = 60;

    private final Limits limits;
    private final RefusalCounts refusals;
    private final LongSupplier nanoTime;
    private final TokenBuckets perClient = new TokenBuckets();
    private final TokenBuckets inAll = new TokenBuckets();

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public OfferRates(Limits limits, RefusalCounts refusals, LongSupplier nanoTime) {
        this.limits = limits;
        this.refusals = refusals;
        this.nanoTime = nanoTime;
    }

    /** Counts an offer. Returns why it is not looked at; empty when it is. */
    public synchronized Optional<Refused> offer(ClientKey client) {
        long now = nanoTime.getAsLong();
        double half = limits.offersPerSecond() / 2.0;
        boolean crowd = client.isCrowd();
        int wait = perClient.take(
                client.key(),
                crowd ? Math.max(half, limits.offersPerMinute()) : limits.offersPerMinute(),
                crowd ? Math.max(half, perSecond()) : perSecond(),
                now);
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
        wait = inAll.take(EVERYBODY, limits.offersPerSecond(), limits.offersPerSecond(), now);
        return wait == 0
                ? Optional.empty()
                : refused(
                        Refusal.OFFERS,
                        wait,
                        "More than " + limits.offersPerSecond() + " offers came in a second; try again in " + wait
                                + " s, or raise the limit offersPerSecond.");
    }

    private double perSecond() {
        return limits.offersPerMinute() / SECONDS_PER_MINUTE;
    }

    private Optional<Refused> refused(Refusal limit, int wait, String message) {
        refusals.count(limit);
        return Optional.of(new Refused(limit, wait, message));
    }
}
