package io.github.natcast.streamer.internal.transport;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address of an interface of this host. Immutable.
 *
 * @param prefixLength of the interface's network, 0 to 32 for IPv4 and 0 to 128 for IPv6
 */
public record OwnAddress(InetAddress address, int prefixLength) {

    /** An address of which no network is known: a network of its own. */
    public static OwnAddress alone(InetAddress address) {
        return new OwnAddress(address, address.getAddress().length * Byte.SIZE);
    }

    /** The address itself. */
    public IpAddress ip() {
        return IpAddress.of(address);
    }

    /** The addresses that the interface reaches without a router. */
    public AddressRange network() {
        byte[] bytes = address.getAddress();
        for (int bit = prefixLength; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >>> bit % Byte.SIZE);
        }
        try {
            return new AddressRange(IpAddress.of(InetAddress.getByAddress(bytes)), prefixLength);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
