package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.OwnAddress;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** The addresses that this host has now. Thread-safe. */
@FunctionalInterface
interface HostAddresses {

    /** The addresses of all interfaces that are up, in the order of the operating system. */
    List<OwnAddress> now() throws SocketException;

    /** Asks the operating system. */
    static HostAddresses system() {
        return () -> {
            List<OwnAddress> addresses = new ArrayList<>();
            for (NetworkInterface face : NetworkInterface.networkInterfaces().toList()) {
                if (face.isUp()) {
                    face.getInterfaceAddresses().forEach(address -> addresses.add(own(address)));
                }
            }
            return addresses;
        };
    }

    private static OwnAddress own(InterfaceAddress found) {
        InetAddress address = found.getAddress();
        int bits = address.getAddress().length * Byte.SIZE;
        int prefix = found.getNetworkPrefixLength();
        // Some systems report none for point-to-point links.
        return prefix < 0 || prefix > bits ? OwnAddress.alone(address) : new OwnAddress(address, prefix);
    }
}
