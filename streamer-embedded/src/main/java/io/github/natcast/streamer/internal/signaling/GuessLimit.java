package io.github.natcast.streamer.internal.signaling;

import io.github.natcast.streamer.internal.limits.ClientKey;
import io.github.natcast.streamer.internal.limits.ClientRates;
import java.net.InetSocketAddress;
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
    private static final String ALL = "";

    private final ClientRates addresses;
    private final ClientRates connections;
    private final ClientRates shared;

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    GuessLimit(LongSupplier nanoTime) {
        addresses = new ClientRates(1, PER_ADDRESS, nanoTime);
        connections = new ClientRates(1, PER_CONNECTION, nanoTime);
        shared = new ClientRates(SHARED_PER_SECOND, SHARED, nanoTime);
    }

    /**
     * Counts a failure.
     *
     * @return how many seconds the client has to wait; 0 while it is within the limits
     */
    int failed(InetSocketAddress client) {
        ClientKey key = ClientKey.of(client);
        return key.isCrowd()
                ? Math.max(connections.owe(connection(client)), shared.owe(ALL))
                : addresses.owe(key.key());
    }

    /** How many seconds no guess of this client is looked at that costs others something; 0 if it is heard. */
    int deafSeconds(InetSocketAddress client) {
        ClientKey key = ClientKey.of(client);
        return key.isCrowd() ? connections.debtSeconds(connection(client)) : addresses.debtSeconds(key.key());
    }

    private static String connection(InetSocketAddress client) {
        return client.toString(); // with its port
    }

    static Problem problem(int seconds) {
        return new Problem(
                RefusalLimit.STATUS,
                "too_many_guesses",
                "Too many wrong tokens or passwords came from here; try again in " + seconds + " s.");
    }
}
