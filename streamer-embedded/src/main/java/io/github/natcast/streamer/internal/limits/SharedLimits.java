package io.github.natcast.streamer.internal.limits;

import io.github.natcast.streamer.security.Limits;
import java.util.function.LongSupplier;

/**
 * What all connections to a server share: how much they may use, and how much they do. Immutable; its parts are
 * thread-safe.
 *
 * @param limits as they were set
 * @param refusals counts what was refused
 * @param unfinished memory of all that is not finished
 * @param connections places of each address
 * @param webSockets places of each address
 * @param requests how often each address may ask
 * @param nanoTime a clock like {@link System#nanoTime()}
 */
public record SharedLimits(
        Limits limits,
        RefusalCounts refusals,
        MemoryBudget unfinished,
        AddressPlaces connections,
        AddressPlaces webSockets,
        ClientRates requests,
        LongSupplier nanoTime) {

    /** As many requests as connections of one address may make in a second, and what a page needs as it starts. */
    private static final int REQUESTS_AT_ONCE = 2;

    /** Many people may share an address; each of them loads the page and then makes one request. */
    private static final int CONNECTIONS_WORTH = 4;

    private static final int SECONDS_AT_ONCE = 5;

    /**
     * A browser has some dozens of candidates at once, and then a message a second; the program's have their own rate.
     */
    private static final int MESSAGES_FOR_A_REQUEST = 2;

    private static final int MESSAGES_AT_ONCE = 8;

    public static SharedLimits of(Limits limits, RefusalCounts refusals, LongSupplier nanoTime) {
        int perSecond = limits.requestsPerSecond() * CONNECTIONS_WORTH;
        return new SharedLimits(
                limits,
                refusals,
                MemoryBudget.ofMegabytes(limits.unfinishedMegabytes()),
                new AddressPlaces(limits.connectionsPerAddress()),
                new AddressPlaces(limits.webSocketsPerAddress()),
                new ClientRates(perSecond, perSecond * (double) SECONDS_AT_ONCE, nanoTime),
                nanoTime);
    }

    /** The requests of one connection. */
    public TokenBucket requestRate() {
        int perSecond = limits.requestsPerSecond();
        return new TokenBucket(perSecond, perSecond * (double) REQUESTS_AT_ONCE, nanoTime.getAsLong());
    }

    /** The messages of one WebSocket, pings included. */
    public TokenBucket messageRate() {
        int perSecond = limits.requestsPerSecond();
        return new TokenBucket(
                perSecond * (double) MESSAGES_FOR_A_REQUEST,
                perSecond * (double) MESSAGES_AT_ONCE,
                nanoTime.getAsLong());
    }
}
