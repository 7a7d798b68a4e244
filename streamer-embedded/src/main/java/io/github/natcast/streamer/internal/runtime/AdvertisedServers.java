package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.topology.IceServer;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The ICE servers that browsers are told, which may change while the streamer runs. Thread-safe. */
final class AdvertisedServers {
    private final IceServers configured;
    private final InstantSource wallClock;
    private final RandomGenerator random;
    private volatile IceServers now;

    /** @param random thread-safe */
    AdvertisedServers(IceServers configured, InstantSource wallClock, RandomGenerator random) {
        this.configured = configured;
        this.wallClock = wallClock;
        this.random = random;
        this.now = configured;
    }

    /** Those for one browser, with fresh credentials where the secret makes them. */
    List<IceServer> forBrowser() {
        return now.forBrowser(wallClock, random);
    }

    /** @throws IllegalArgumentException when a TURN server has no credentials, and there is no secret */
    void set(List<IceServer> servers) {
        now = configured.withAdvertised(servers);
    }
}
