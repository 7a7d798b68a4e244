package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Which local port each public port serves that is given without a local one: the first that asks, since one public
 * port cannot reach two. Confined to one rewriting.
 */
final class PortClaims {
    /** No local port: a public one that the text tells already may serve any. */
    static final int UNKNOWN = -1;

    private final List<Claim> claims = new ArrayList<>(0);

    private record Claim(IpAddress address, boolean udp, int publicPort, int localPort) {}

    /** Takes a public port that the text tells already, for the local one that it names or {@link #UNKNOWN}. */
    void take(IpAddress address, boolean udp, int publicPort, int localPort) {
        admits(address, udp, publicPort, localPort);
    }

    /** Whether the public port serves this local port, or did not serve any yet and does now. */
    boolean admits(IpAddress address, boolean udp, int publicPort, int localPort) {
        for (Claim claim : claims) {
            if (claim.udp == udp && claim.publicPort == publicPort && claim.address.equals(address)) {
                return claim.localPort == localPort;
            }
        }
        claims.add(new Claim(address, udp, publicPort, localPort));
        return true;
    }
}
