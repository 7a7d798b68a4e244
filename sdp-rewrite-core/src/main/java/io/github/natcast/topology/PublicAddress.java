package io.github.natcast.topology;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Objects;

/**
 * An address at which the far side of a NAT reaches local ports, and the public port of each. Immutable.
 *
 * @param address a unicast address
 * @param udp from a local UDP port to the public one
 * @param tcp from a local TCP port to the public one; forwarding UDP 10111 does not forward TCP 10111
 */
public record PublicAddress(IpAddress address, PortMapping udp, PortMapping tcp) {

    /** @throws IllegalArgumentException when the address cannot be a destination */
    public PublicAddress {
        requireUnicast("public address", address);
        Objects.requireNonNull(udp, "udp");
        Objects.requireNonNull(tcp, "tcp");
    }

    /**
     * An address whose public ports are the local ones: 1:1 NAT, or forwards that keep the port.
     *
     * @param address an IPv4 or IPv6 literal; host names are never looked up
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal
     */
    public static PublicAddress of(String address) {
        return of(address, PortMapping.same());
    }

    /**
     * An address with one public port, whatever the local port: a host that has a single port.
     *
     * @param address an IPv4 or IPv6 literal; host names are never looked up
     * @param port 1 to 65535, for UDP and TCP
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal, or the port is out of range
     */
    public static PublicAddress of(String address, int port) {
        return of(address, PortMapping.fixed(port));
    }

    /**
     * An address with one mapping for UDP and TCP.
     *
     * @param address an IPv4 or IPv6 literal; host names are never looked up
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal
     */
    public static PublicAddress of(String address, PortMapping ports) {
        return of(address, ports, ports);
    }

    /**
     * An address with a mapping for each transport.
     *
     * @param address an IPv4 or IPv6 literal; host names are never looked up
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal
     */
    public static PublicAddress of(String address, PortMapping udp, PortMapping tcp) {
        return new PublicAddress(unicast("public address", address), udp, tcp);
    }

    /** The address's family. */
    public AddressFamily family() {
        return address.family();
    }

    /** Reads an IP literal that can be a destination; {@code what} names it in the message. */
    static IpAddress unicast(String what, String text) {
        IpAddress address = IpAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("the " + what
                        + " must be an IPv4 or IPv6 address (names are never looked up) but is \"" + text
                        + "\"; write it as 203.0.113.7 or 2001:db8::7"));
        requireUnicast(what, address);
        return address;
    }

    private static void requireUnicast(String what, IpAddress address) {
        if (address.isUnspecified() || address.isMulticast() || address.isIpv4Mapped()) {
            throw new IllegalArgumentException("the " + what + " must be a plain unicast address but is " + address
                    + "; write an address that packets can be sent to, such as 203.0.113.7 or 2001:db8::7");
        }
    }
}
