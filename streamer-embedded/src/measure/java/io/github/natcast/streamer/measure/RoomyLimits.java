package io.github.natcast.streamer.measure;

import io.github.natcast.streamer.security.Limits;

/** Limits that no measurement reaches: its viewers all come from the loopback address, as fast as they can. */
public final class RoomyLimits {
    private static final int MANY = 100_000;

    private RoomyLimits() {}

    /** Those that stop one client; what bounds the process as a whole is as by default. */
    public static Limits limits() {
        return Limits.defaults()
                .withConnectionsPerAddress(MANY)
                .withWebSocketsPerAddress(MANY)
                .withRequestsPerSecond(MANY)
                .withOffersPerMinute(MANY)
                .withOffersPerSecond(MANY)
                .withWaitingPerClient(MANY)
                .withWaiting(MANY)
                .withViewersPerClient(MANY);
    }
}
