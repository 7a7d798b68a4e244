package io.github.natcast.examples.cli.verify;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.TunnelKind;
import java.net.NetworkInterface;
import java.net.SocketException;

/** What an attempt from this host to a public address tells of attempts from elsewhere. */
enum View {
    /** The address is another host's: packets go out and come in, as those of viewers do. */
    ELSEWHERE,
    /** The address is this host's own: packets never leave it, and no firewall in front of it sees them. */
    OWN,
    /** The address is the NAT's: whether it leads packets from inside back inside (RFC 4787 §6) is its own affair. */
    HAIRPIN;

    static View of(NetworkTopology topology, IpAddress address) {
        if (topology.isUntranslated(address) || isOwn(address)) {
            return OWN;
        }
        return topology.tunnel() == TunnelKind.FRP ? ELSEWHERE : HAIRPIN;
    }

    private static boolean isOwn(IpAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address.toInetAddress()) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }
}
