package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.streamer.security.Limits;
import picocli.CommandLine.Option;

/** How often clients may offer, and how many viewers each may have. */
final class OfferLimitOptions {
    @Option(
            names = "--offers-per-minute",
            paramLabel = "N",
            defaultValue = "60",
            description = "Offers of one client in a minute. A client is an address (of IPv6 a /64 network); behind a"
                    + " tunnel that names no clients, where all have an address of this host or its network, a session"
                    + " may take half of what all may")
    private int offersPerMinute;

    @Option(
            names = "--viewers-per-client",
            paramLabel = "N",
            defaultValue = "100",
            description = "Viewers of one client at once; does not count behind such a tunnel")
    private int viewersPerClient;

    @Option(
            names = "--waiting-viewers",
            paramLabel = "N",
            defaultValue = "500",
            description = "Viewers that have offered and not connected yet; beyond that the oldest of the client with"
                    + " most of them gives way")
    private int waiting;

    Limits applyTo(Limits limits) throws UserException {
        try {
            return limits.withOffersPerMinute(offersPerMinute)
                    .withViewersPerClient(viewersPerClient)
                    .withWaiting(waiting);
        } catch (IllegalArgumentException e) {
            throw new UserException(option(String.valueOf(e.getMessage())), e);
        }
    }

    /** The limits' own messages name them as a program does. */
    private static String option(String message) {
        return message.replace("limit offersPerMinute", "--offers-per-minute")
                .replace("limit viewersPerClient", "--viewers-per-client")
                .replace("limit waiting", "--waiting-viewers");
    }
}
