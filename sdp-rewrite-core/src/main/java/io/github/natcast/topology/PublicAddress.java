package io.github.natcast.topology;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.Objects;

/**
 * An address at which the far side of a NAT reaches local ports, and the public port of each. Immutable.
 *
 * <p>Refused are addresses at which nobody can be reached: unspecified, multicast, reserved (RFC 1112 §4 with the
 * broadcast address, RFC 791 §3.2 {@code 0.0.0.0/8}), link-local (RFC 3927, RFC 4291 §2.5.6), IPv4-mapped, and any with
 * a zone. Private ones (RFC 1918, RFC 4193) are accepted, for company networks; so are carrier-grade ones, for overlay
 * networks, loopback, to try a tunnel on one host, and those of documentation, for laboratories. {@code SdpDoctor} says
 * of these whom they leave out.
 *
 * @param address a unicast address
 * @param udp from a local UDP port to the public one
 * @param tcp from a local TCP port to the public one; forwarding UDP 10111 does not forward TCP 10111
 * @param bothFamilies whether candidates of the other family get this address, too, as a further candidate beside what
 *     becomes of their own: a tunnel (FRP, Docker's proxy) carries what arrives at an IPv6 address to a server that has
 *     IPv4 only, and the reverse
 */
public record PublicAddress(IpAddress address, PortMapping udp, PortMapping tcp, boolean bothFamilies) {

    /** @throws IllegalArgumentException when the address cannot be a destination */
    public PublicAddress {
        requireReachable("public address", Objects.requireNonNull(address, "the public address must not be null"));
        Objects.requireNonNull(udp, "the UDP ports must not be null; write PortMapping.none() when none is forwarded");
        Objects.requireNonNull(tcp, "the TCP ports must not be null; write PortMapping.none() when none is forwarded");
    }

    /**
     * An address for candidates of its own family.
     *
     * @throws IllegalArgumentException when the address cannot be a destination
     */
    public PublicAddress(IpAddress address, PortMapping udp, PortMapping tcp) {
        this(address, udp, tcp, false);
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
     * An address with one public UDP port, whatever the local port: a host that has a single port. Nothing is said of
     * TCP; {@link #of(String, PortMapping, PortMapping)} says it.
     *
     * @param address an IPv4 or IPv6 literal; host names are never looked up
     * @param port 1 to 65535, but not 9
     * @throws IllegalArgumentException when {@code address} is not a unicast IP literal, or the port is out of range
     */
    public static PublicAddress of(String address, int port) {
        return of(address, PortMapping.fixed(port), PortMapping.none());
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
        return new PublicAddress(reachable("public address", address), udp, tcp);
    }

    /** This address, for candidates of both families. */
    public PublicAddress forBothFamilies() {
        return new PublicAddress(address, udp, tcp, true);
    }

    /** The address's family. */
    public AddressFamily family() {
        return address.family();
    }

    /** In short: {@code 51.161.209.200 udp 10111-10115>20111-20115 tcp none}. */
    @Override
    public String toString() {
        String ports = udp.equals(tcp) ? " ports " + udp : " udp " + udp + " tcp " + tcp;
        return address + ports + (bothFamilies ? " for both families" : "");
    }

    /** Reads an IP literal at which peers can reach something; {@code what} names it in the message. */
    static IpAddress reachable(String what, String text) {
        IpAddress address = unicast(what, text);
        requireReachable(what, address);
        return address;
    }

    /** Reads an IP literal that packets can be sent to; {@code what} names it in the message. */
    static IpAddress unicast(String what, String text) {
        Objects.requireNonNull(text, () -> "the " + what + " must not be null; write it as 203.0.113.7 or 2001:db8::7");
        IpAddress address = IpAddress.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("the " + what
                        + " must be an IPv4 or IPv6 address (names are never looked up) but is \"" + text
                        + "\"; write it as 203.0.113.7 or 2001:db8::7"));
        int zone = text.indexOf('%');
        if (zone >= 0) {
            throw new IllegalArgumentException("the " + what + " \"" + text
                    + "\" has a zone, which means something on one host only (RFC 4007 §6); leave out \""
                    + text.substring(zone) + "\"");
        }
        requireUnicast(what, address);
        return address;
    }

    private static void requireUnicast(String what, IpAddress address) {
        if (address.isUnspecified() || address.isMulticast() || address.isIpv4Mapped()) {
            throw new IllegalArgumentException("the " + what + " must be a plain unicast address but is " + address
                    + "; write an address that packets can be sent to, such as 203.0.113.7 or 2001:db8::7");
        }
    }

    private static void requireReachable(String what, IpAddress address) {
        requireUnicast(what, address);
        String scope = unreachableScope(address);
        if (!scope.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " must be one that peers can reach but " + address
                    + " is " + scope + "; write the address at which the outside reaches the server");
        }
    }

    private static String unreachableScope(IpAddress address) {
        if (address.family() == AddressFamily.IPV6) {
            return address.highBits() >>> 54 == 0xFE80 >>> 6 ? "link-local (fe80::/10)" : "";
        }
        long bits = address.lowBits();
        if (bits >>> 16 == 0xA9FE) {
            return "link-local (169.254.0.0/16)";
        }
        return bits >>> 24 == 0 || bits >>> 28 == 0xF ? "reserved" : "";
    }
}
