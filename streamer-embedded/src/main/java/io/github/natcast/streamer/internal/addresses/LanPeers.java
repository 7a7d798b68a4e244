package io.github.natcast.streamer.internal.addresses;

import io.github.natcast.sdp.rewrite.AddressRange;
import java.util.List;

/**
 * Which viewers share a network with this host, and are told its addresses there. Immutable.
 *
 * @param ownNetworks whether those do that come from a network of this host's interfaces <em>and</em> called this host
 *     by its address there. A proxy or a tunnel's client in the network passes others on under its own address; they
 *     called another name. Who writes the address into {@code Host} knows it already
 * @param ranges those that come from here do, whatever they called this host
 */
public record LanPeers(boolean ownNetworks, List<AddressRange> ranges) {
    private static final LanPeers OWN_NETWORKS = new LanPeers(true, List.of());

    public LanPeers {
        ranges = List.copyOf(ranges);
    }

    /** Those in this host's networks. */
    public static LanPeers inOwnNetworks() {
        return OWN_NETWORKS;
    }

    /** Those in these ranges and no others; nobody when there is none. */
    public static LanPeers in(List<AddressRange> ranges) {
        return new LanPeers(false, ranges);
    }
}
