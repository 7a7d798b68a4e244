package io.github.natcast.streamer.security;

/**
 * How much strangers may use. What is beyond a limit is refused in words, with a time to wait, and counted in the
 * metrics. Immutable.
 *
 * <p>A <em>client</em> is an address, of IPv6 a /64 network. Behind a tunnel or a proxy that names no clients, where
 * everybody has an address of this host or its network, it is the token, or else the session's name.
 */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(10000, 200, 50, 50, 16, 60, 200, 16, 500, 100);

    private final int connections;
    private final int connectionsPerAddress;
    private final int webSocketsPerAddress;
    private final int requestsPerSecond;
    private final int unfinishedMegabytes;
    private final int offersPerMinute;
    private final int offersPerSecond;
    private final int waitingPerClient;
    private final int waiting;
    private final int viewersPerClient;

    private Limits(
            int connections,
            int connectionsPerAddress,
            int webSocketsPerAddress,
            int requestsPerSecond,
            int unfinishedMegabytes,
            int offersPerMinute,
            int offersPerSecond,
            int waitingPerClient,
            int waiting,
            int viewersPerClient) {
        this.connections = in(1, 1000000, "connections", connections);
        this.connectionsPerAddress = in(1, 1000000, "connectionsPerAddress", connectionsPerAddress);
        this.webSocketsPerAddress = in(1, 1000000, "webSocketsPerAddress", webSocketsPerAddress);
        this.requestsPerSecond = in(1, 1000000, "requestsPerSecond", requestsPerSecond);
        this.unfinishedMegabytes = in(1, 65536, "unfinishedMegabytes", unfinishedMegabytes);
        this.offersPerMinute = in(1, 1000000, "offersPerMinute", offersPerMinute);
        this.offersPerSecond = in(1, 1000000, "offersPerSecond", offersPerSecond);
        this.waitingPerClient = in(1, 1000000, "waitingPerClient", waitingPerClient);
        this.waiting = in(1, 1000000, "waiting", waiting);
        this.viewersPerClient = in(1, 1000000, "viewersPerClient", viewersPerClient);
    }

    /** The limits that a streamer has unless the program sets others. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    private static int in(int least, int most, String name, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("limit " + name + " " + value + " must be " + least + " to " + most);
        }
        return value;
    }

    /** The most HTTP connections and ICE-TCP connections at once, WebSockets included. */
    public int connections() {
        return connections;
    }

    /**
     * The same with at most this many HTTP connections and ICE-TCP connections at once, WebSockets included: 1 to
     * 1,000,000. Default: 10,000.
     */
    public Limits withConnections(int value) {
        return new Limits(
                value,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most of those, from one address. */
    public int connectionsPerAddress() {
        return connectionsPerAddress;
    }

    /** The same with at most this many of those, from one address: 1 to 1,000,000. Default: 200. */
    public Limits withConnectionsPerAddress(int value) {
        return new Limits(
                connections,
                value,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most WebSockets at once from one address. */
    public int webSocketsPerAddress() {
        return webSocketsPerAddress;
    }

    /** The same with at most this many WebSockets at once from one address: 1 to 1,000,000. Default: 50. */
    public Limits withWebSocketsPerAddress(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                value,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most HTTP requests of one connection in a second. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** The same with at most this many HTTP requests of one connection in a second: 1 to 1,000,000. Default: 50. */
    public Limits withRequestsPerSecond(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                value,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /**
     * The most memory of all requests and messages that are not complete and of all answers that nobody has read yet,
     * in MiB.
     */
    public int unfinishedMegabytes() {
        return unfinishedMegabytes;
    }

    /**
     * The same with at most this many memory of all requests and messages that are not complete and of all answers that
     * nobody has read yet, in MiB: 1 to 65,536. Default: 16.
     */
    public Limits withUnfinishedMegabytes(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                value,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most offers of one client in a minute. */
    public int offersPerMinute() {
        return offersPerMinute;
    }

    /** The same with at most this many offers of one client in a minute: 1 to 1,000,000. Default: 60. */
    public Limits withOffersPerMinute(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                value,
                offersPerSecond,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most offers of all clients in a second. */
    public int offersPerSecond() {
        return offersPerSecond;
    }

    /** The same with at most this many offers of all clients in a second: 1 to 1,000,000. Default: 200. */
    public Limits withOffersPerSecond(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                value,
                waitingPerClient,
                waiting,
                viewersPerClient);
    }

    /** The most viewers of one client that have not connected yet. */
    public int waitingPerClient() {
        return waitingPerClient;
    }

    /**
     * The same with at most this many viewers of one client that have not connected yet: 1 to 1,000,000. Default: 16.
     */
    public Limits withWaitingPerClient(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                value,
                waiting,
                viewersPerClient);
    }

    /** The most viewers of all clients that have not connected yet. */
    public int waiting() {
        return waiting;
    }

    /**
     * The same with at most this many viewers of all clients that have not connected yet: 1 to 1,000,000. Default: 500.
     */
    public Limits withWaiting(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                value,
                viewersPerClient);
    }

    /** The most viewers of one client at once. */
    public int viewersPerClient() {
        return viewersPerClient;
    }

    /** The same with at most this many viewers of one client at once: 1 to 1,000,000. Default: 100. */
    public Limits withViewersPerClient(int value) {
        return new Limits(
                connections,
                connectionsPerAddress,
                webSocketsPerAddress,
                requestsPerSecond,
                unfinishedMegabytes,
                offersPerMinute,
                offersPerSecond,
                waitingPerClient,
                waiting,
                value);
    }
}
