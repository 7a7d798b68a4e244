package io.github.natcast.streamer.security;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much strangers may use. What is beyond a limit is refused in words, with a time to wait, and counted in the
 * metrics. Immutable.
 *
 * <p>A <em>client</em> is an address, of IPv6 a /64 network. Behind a tunnel or a proxy that names no clients, where
 * everybody has an address of this host or its network, it is session and token together: a crowd, which may use half
 * of what all may.
 */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(standards());

    /** Each has one. */
    private final Map<Limit, Integer> values;

    private enum Limit {
        CONNECTIONS("connections", 10_000, 1_000_000),
        CONNECTIONS_PER_ADDRESS("connectionsPerAddress", 200, 1_000_000),
        WEB_SOCKETS_PER_ADDRESS("webSocketsPerAddress", 50, 1_000_000),
        REQUESTS_PER_SECOND("requestsPerSecond", 50, 1_000_000),
        UNFINISHED_MEGABYTES("unfinishedMegabytes", 16, 65_536),
        OFFERS_PER_MINUTE("offersPerMinute", 60, 1_000_000),
        OFFERS_PER_SECOND("offersPerSecond", 200, 1_000_000),
        WAITING_PER_CLIENT("waitingPerClient", 16, 1_000_000),
        WAITING("waiting", 500, 1_000_000),
        VIEWERS_PER_CLIENT("viewersPerClient", 100, 1_000_000);

        final String word;
        final int standard;
        final int most;

        Limit(String word, int standard, int most) {
            this.word = word;
            this.standard = standard;
            this.most = most;
        }
    }

    private Limits(Map<Limit, Integer> values) {
        this.values = values;
    }

    private static Map<Limit, Integer> standards() {
        Map<Limit, Integer> standards = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.values()) {
            standards.put(limit, limit.standard);
        }
        return standards;
    }

    /** The limits that a streamer has unless the program sets others. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    private int get(Limit limit) {
        return Objects.requireNonNull(values.get(limit));
    }

    private Limits with(Limit limit, int value) {
        if (value < 1 || value > limit.most) {
            throw new IllegalArgumentException("limit " + limit.word + " " + value + " must be 1 to " + limit.most);
        }
        Map<Limit, Integer> changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new Limits(changed);
    }

    /** The most HTTP connections and ICE-TCP connections at once, WebSockets included. */
    public int connections() {
        return get(Limit.CONNECTIONS);
    }

    /**
     * The same with at most this many HTTP connections and ICE-TCP connections at once, WebSockets included: 1 to
     * 1,000,000. Default: 10,000.
     */
    public Limits withConnections(int value) {
        return with(Limit.CONNECTIONS, value);
    }

    /** The most of those, from one address. */
    public int connectionsPerAddress() {
        return get(Limit.CONNECTIONS_PER_ADDRESS);
    }

    /** The same with at most this many of those, from one address: 1 to 1,000,000. Default: 200. */
    public Limits withConnectionsPerAddress(int value) {
        return with(Limit.CONNECTIONS_PER_ADDRESS, value);
    }

    /** The most WebSockets at once from one address. */
    public int webSocketsPerAddress() {
        return get(Limit.WEB_SOCKETS_PER_ADDRESS);
    }

    /** The same with at most this many WebSockets at once from one address: 1 to 1,000,000. Default: 50. */
    public Limits withWebSocketsPerAddress(int value) {
        return with(Limit.WEB_SOCKETS_PER_ADDRESS, value);
    }

    /** The most HTTP requests of one connection in a second. */
    public int requestsPerSecond() {
        return get(Limit.REQUESTS_PER_SECOND);
    }

    /** The same with at most this many HTTP requests of one connection in a second: 1 to 1,000,000. Default: 50. */
    public Limits withRequestsPerSecond(int value) {
        return with(Limit.REQUESTS_PER_SECOND, value);
    }

    /**
     * The most memory of all requests and messages that are not complete and of all answers that nobody has read yet,
     * in MiB.
     */
    public int unfinishedMegabytes() {
        return get(Limit.UNFINISHED_MEGABYTES);
    }

    /**
     * The same with at most this many memory of all requests and messages that are not complete and of all answers that
     * nobody has read yet, in MiB: 1 to 65,536. Default: 16.
     */
    public Limits withUnfinishedMegabytes(int value) {
        return with(Limit.UNFINISHED_MEGABYTES, value);
    }

    /** The most offers of one client in a minute. */
    public int offersPerMinute() {
        return get(Limit.OFFERS_PER_MINUTE);
    }

    /** The same with at most this many offers of one client in a minute: 1 to 1,000,000. Default: 60. */
    public Limits withOffersPerMinute(int value) {
        return with(Limit.OFFERS_PER_MINUTE, value);
    }

    /** The most offers of all clients in a second. */
    public int offersPerSecond() {
        return get(Limit.OFFERS_PER_SECOND);
    }

    /** The same with at most this many offers of all clients in a second: 1 to 1,000,000. Default: 200. */
    public Limits withOffersPerSecond(int value) {
        return with(Limit.OFFERS_PER_SECOND, value);
    }

    /** The most viewers of one client that have not connected yet. */
    public int waitingPerClient() {
        return get(Limit.WAITING_PER_CLIENT);
    }

    /**
     * The same with at most this many viewers of one client that have not connected yet: 1 to 1,000,000. Default: 16.
     */
    public Limits withWaitingPerClient(int value) {
        return with(Limit.WAITING_PER_CLIENT, value);
    }

    /** The most viewers of all clients that have not connected yet. */
    public int waiting() {
        return get(Limit.WAITING);
    }

    /**
     * The same with at most this many viewers of all clients that have not connected yet: 1 to 1,000,000. Default: 500.
     */
    public Limits withWaiting(int value) {
        return with(Limit.WAITING, value);
    }

    /** The most viewers of one client at once. */
    public int viewersPerClient() {
        return get(Limit.VIEWERS_PER_CLIENT);
    }

    /** The same with at most this many viewers of one client at once: 1 to 1,000,000. Default: 100. */
    public Limits withViewersPerClient(int value) {
        return with(Limit.VIEWERS_PER_CLIENT, value);
    }
}
