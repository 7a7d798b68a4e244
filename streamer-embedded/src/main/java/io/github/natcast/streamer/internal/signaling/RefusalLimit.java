package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * Tells addresses that are refused all the time to wait, so that no broken client asks without end. Each refusal fills
 * the address's bucket, which leaks one a second. Thread-safe.
 */
final class RefusalLimit {
    /** A browser that tries again after each refusal stays far below: its pauses grow to 8 s. */
    static final int REFUSALS = 50;

    /** Too Many Requests (RFC 6585 §4). */
    static final int STATUS = 429;

    private final LeakyBuckets buckets;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    RefusalLimit(LongSupplier nanoTime) {
        buckets = new LeakyBuckets(nanoTime, REFUSALS, 1);
    }

    /**
     * Counts a refusal.
     *
     * @return how many seconds the client has to wait; 0 while it is within the limit
     */
    int refused(InetSocketAddress client) {
        return buckets.add(ClientAddress.host(client));
    }

    /**
     * How many seconds nothing of this address is looked at; 0 if it is heard. An address that is not public is always
     * heard: behind a tunnel or a proxy, it is the address of everybody.
     */
    int deafSeconds(InetSocketAddress client) {
        return ClientAddress.isShared(client) ? 0 : buckets.waitSeconds(ClientAddress.host(client));
    }

    static Problem problem(int seconds) {
        return new Problem(
                STATUS,
                "too_many_refusals",
                "More than " + REFUSALS + " requests from this address were refused; try again in " + seconds + " s.");
    }
}
