package io.github.natcast.streamer.internal.addresses;

import java.util.List;

/**
 * What the program says of its addresses. Immutable.
 *
 * @param publicHosts where browsers reach the media port, of both families; empty where they reach this host's own
 *     addresses
 * @param keepPrivate whether answers keep this host's addresses beside the public ones
 * @param keepUncovered whether answers keep the private addresses of a family that has no public address
 * @param lanPeers who is told this host's addresses although others are not; without public addresses everybody is
 */
public record AddressSettings(
        List<PublicHost> publicHosts, boolean keepPrivate, boolean keepUncovered, LanPeers lanPeers) {
    private static final AddressSettings OWN = new AddressSettings(List.of(), false, false, LanPeers.inOwnNetworks());

    public AddressSettings {
        publicHosts = List.copyOf(publicHosts);
    }

    /** For a host whose own addresses browsers reach. */
    public static AddressSettings own() {
        return OWN;
    }
}
