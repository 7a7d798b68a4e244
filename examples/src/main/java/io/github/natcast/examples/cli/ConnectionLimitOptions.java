package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.Limits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How much the connections of strangers may use. */
final class ConnectionLimitOptions {
    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            showDefaultValue = Visibility.NEVER,
            description = "Most HTTP and ICE-TCP connections at once, WebSockets included. When all are in use, the"
                    + " one that has been idle for longest is closed, or a new one refused. Default: 10000.")
    private @Nullable Integer connections;

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "COUNT",
            showDefaultValue = Visibility.NEVER,
            description = "Most of them from one address, of IPv6 a /64 network. Addresses of this host and its"
                    + " networks are not counted: behind a tunnel they are everybody's. Default: 200.")
    private @Nullable Integer connectionsPerAddress;

    @Option(
            names = "--max-sockets-per-address",
            paramLabel = "COUNT",
            showDefaultValue = Visibility.NEVER,
            description = "Most WebSockets at once from one address, counted the same way. Default: 50.")
    private @Nullable Integer webSocketsPerAddress;

    @Option(
            names = "--max-requests-per-second",
            paramLabel = "COUNT",
            showDefaultValue = Visibility.NEVER,
            description = "Most HTTP requests of one connection in a second, with twice as many at once; four times as"
                    + " many of one address; twice as many messages of a WebSocket. Default: 50.")
    private @Nullable Integer requestsPerSecond;

    @Option(
            names = "--max-unfinished-memory",
            paramLabel = "MIB",
            showDefaultValue = Visibility.NEVER,
            description = "Most memory, in MiB, of all requests and messages that are not complete and of all answers"
                    + " that nobody has read yet. Default: 8.")
    private @Nullable Integer unfinishedMegabytes;

    /**
     * The limits with those that were given.
     *
     * @throws UserException when one is not possible
     */
    Limits of(Limits others) throws UserException {
        try {
            Limits limits = others;
            limits = connections == null ? limits : limits.withConnections(connections);
            limits = connectionsPerAddress == null ? limits : limits.withConnectionsPerAddress(connectionsPerAddress);
            limits = webSocketsPerAddress == null ? limits : limits.withWebSocketsPerAddress(webSocketsPerAddress);
            limits = requestsPerSecond == null ? limits : limits.withRequestsPerSecond(requestsPerSecond);
            return unfinishedMegabytes == null ? limits : limits.withUnfinishedMegabytes(unfinishedMegabytes);
        } catch (IllegalArgumentException e) {
            throw new UserException(e);
        }
    }
}
