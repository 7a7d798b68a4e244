package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.ClientRates;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * Tells addresses that are refused all the time to wait, so that no broken client asks without end. Each refusal is
 * taken from the address's share, to which one a second comes back. Thread-safe.
 */
final class RefusalLimit {
    /** A browser that tries again after each refusal stays far below: its pauses grow to 8 s. */
    static final int REFUSALS = 50;

    /** Too Many Requests (RFC 6585 §4). */
    static final int STATUS = 429;

    private final ClientRates rates;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    RefusalLimit(LongSupplier nanoTime) {
        rates = new ClientRates(1, REFUSALS, nanoTime);
    }

    /**
     * Counts a refusal.
     *
     * @return how many seconds the client has to wait; 0 while it is within the limit
     */
    int refused(InetSocketAddress client) {
        return rates.owe(ClientKey.of(client).key());
    }

    /** Counts the problem if it is a refusal. Returns it, or another one for a client that is refused too often. */
    Problem counted(Problem problem, InetSocketAddress client) {
        int waitSeconds = problem.isRefusal() ? refused(client) : 0;
        return waitSeconds == 0 ? problem : problem(waitSeconds);
    }

    /**
     * How many seconds nothing of this address is looked at; 0 if it is heard. An address that is not public is always
     * heard: behind a tunnel or a proxy, it is the address of everybody.
     */
    int deafSeconds(InetSocketAddress client) {
        ClientKey key = ClientKey.of(client);
        return key.isCrowd() ? 0 : rates.debtSeconds(key.key());
    }

    static Problem problem(int seconds) {
        return new Problem(
                STATUS,
                "too_many_refusals",
                "More than " + REFUSALS + " requests from this address were refused; try again in " + seconds + " s.");
    }
}
