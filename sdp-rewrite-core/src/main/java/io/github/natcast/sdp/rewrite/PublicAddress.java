package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Objects;

/**
 * An address at which the far side reaches local ports, and how. Immutable.
 *
 * @param address a unicast address
 * @param udp from a local UDP port to the public one
 * @param tcp from a local TCP port to the public one; a forward of UDP 10111 says nothing about TCP 10111
 */
public record PublicAddress(IpAddress address, PortMapping udp, PortMapping tcp) {

    /** @throws IllegalArgumentException when the address cannot be a destination */
    public PublicAddress {
        Objects.requireNonNull(udp, "udp");
        Objects.requireNonNull(tcp, "tcp");
        if (address.isUnspecified() || address.isMulticast() || address.isIpv4Mapped()) {
            throw new IllegalArgumentException("a public address must be a plain unicast address but is " + address);
        }
    }

    /** An address whose ports are those of the host: 1:1 NAT. */
    public static PublicAddress of(String address) {
        return of(address, PortMapping.same());
    }

    /** An address with one mapping for UDP and TCP. */
    public static PublicAddress of(String address, PortMapping ports) {
        return of(address, ports, ports);
    }

    /**
     * An address with a mapping for each transport.
     *
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal; host names are not looked up
     */
    public static PublicAddress of(String address, PortMapping udp, PortMapping tcp) {
        IpAddress ip = IpAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("a public address must be an IPv4 or IPv6 address"
                        + " (names are never looked up) but is \"" + address + "\""));
        return new PublicAddress(ip, udp, tcp);
    }

    /** The address's family. */
    public AddressFamily family() {
        return address.family();
    }

    PortMapping ports(CandidateTransport transport) {
        return transport == CandidateTransport.UDP ? udp : tcp;
    }
}
