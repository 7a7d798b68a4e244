package io.github.natcast.streamer.internal.forwarded;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import java.net.InetAddress;
import java.util.List;

/**
 * The addresses of proxies and tunnels whose word about their clients counts. Immutable.
 *
 * @param ranges empty trusts nobody
 */
public record TrustedSources(List<AddressRange> ranges) {
    /** Nobody: whoever connects is the client. */
    public static final TrustedSources NONE = new TrustedSources(List.of());

    /** A proxy or a tunnel's client on this host. */
    public static final TrustedSources THIS_HOST = new TrustedSources(PrivateAddresses.LOOPBACK);

    public TrustedSources {
        ranges = List.copyOf(ranges);
    }

    public boolean contains(InetAddress address) {
        return contains(IpAddress.of(address));
    }

    boolean contains(IpAddress address) {
        for (AddressRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
