package io.github.natcast.streamer.internal.signaling;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * Tells those who show wrong credentials again and again to wait: an address of its own; of an address that is
 * everybody's behind a tunnel, a connection, and all of them together. Only failures are counted and delayed, so nobody
 * keeps out others who show the right ones. Thread-safe.
 */
final class GuessLimit {
    /** A person who mistypes stays below; the page itself stops after one. */
    static final int PER_ADDRESS = 10;

    static final int PER_CONNECTION = 5;
    static final int SHARED = 100;

    private static final double SHARED_PER_SECOND = 10;
    private static final ByteBuffer ALL = ByteBuffer.allocate(0);

    private final LeakyBuckets addresses;
    private final LeakyBuckets connections;
    private final LeakyBuckets shared;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    GuessLimit(LongSupplier nanoTime) {
        addresses = new LeakyBuckets(nanoTime, PER_ADDRESS, 1);
        connections = new LeakyBuckets(nanoTime, PER_CONNECTION, 1);
        shared = new LeakyBuckets(nanoTime, SHARED, SHARED_PER_SECOND);
    }

    /**
     * Counts a failure.
     *
     * @return how many seconds the client has to wait; 0 while it is within the limits
     */
    int failed(InetSocketAddress client) {
        if (!ClientAddress.isShared(client)) {
            return addresses.add(ClientAddress.host(client));
        }
        return Math.max(connections.add(ClientAddress.connection(client)), shared.add(ALL));
    }

    /** How many seconds no guess of this client is looked at that costs others something; 0 if it is heard. */
    int deafSeconds(InetSocketAddress client) {
        return ClientAddress.isShared(client)
                ? connections.waitSeconds(ClientAddress.connection(client))
                : addresses.waitSeconds(ClientAddress.host(client));
    }

    static Problem problem(int seconds) {
        return new Problem(
                RefusalLimit.STATUS,
                "too_many_guesses",
                "Too many wrong tokens or passwords came from here; try again in " + seconds + " s.");
    }
}
