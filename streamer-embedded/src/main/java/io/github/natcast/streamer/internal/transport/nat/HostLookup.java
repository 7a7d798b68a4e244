package io.github.natcast.streamer.internal.transport.nat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks the names of STUN and TURN servers up. Blocks; called on threads of its own. */
public interface HostLookup {

    /** All addresses of the host, the preferred one of each family first. */
    List<InetAddress> find(String host) throws UnknownHostException;

    /** The operating system's. */
    static HostLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
