package io.github.natcast.streamer.internal.runtime;

import io.github.natcast.streamer.IceServer;
import io.github.natcast.streamer.PublicAddress;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where the streamer is reached. Immutable.
 *
 * @param bindAddress of HTTP and media: an IP literal of this host; {@code 0.0.0.0} is every usable interface address
 * @param httpPort TCP, 0 for any free one
 * @param mediaPort UDP, 0 for any free one
 * @param publicAddresses what replaces private addresses in answers, in both families; empty where browsers reach this
 *     host's own addresses
 * @param keepPrivateCandidates whether private addresses stay in answers beside the public ones; without effect where
 *     there are none
 * @param iceServers what browsers are told to use
 * @param nat how the media port gets through a NAT that forwards nothing to it
 * @param maximumViewers more are turned away with an error
 * @param token what clients must present to offer; empty admits everyone
 */
public record NetworkSettings(
        String bindAddress,
        int httpPort,
        int mediaPort,
        List<PublicAddress> publicAddresses,
        boolean keepPrivateCandidates,
        List<IceServer> iceServers,
        NatSettings nat,
        int maximumViewers,
        Optional<String> token) {
    private static final NetworkSettings DEFAULTS = new NetworkSettings(
            "0.0.0.0", 9000, 10111, List.of(), false, List.of(), NatSettings.none(), 500, Optional.empty());

    public NetworkSettings {
        requirePort("HTTP port", httpPort);
        requirePort("media port", mediaPort);
        if (maximumViewers < 1) {
            throw new IllegalArgumentException("maximum of viewers " + maximumViewers + " must be 1 or more");
        }
        publicAddresses = List.copyOf(publicAddresses);
        iceServers = List.copyOf(iceServers);
    }

    /** HTTP at 9000, media at 10111, on all addresses; 500 viewers. */
    public static NetworkSettings defaults() {
        return DEFAULTS;
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " " + port + " must be 0 to 65535");
        }
    }
}
