package io.github.natcast.topology;

import io.github.natcast.sdp.IpAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Consecutive public ports that reach as many local ports, in order. Immutable.
 *
 * @param transport the forwarded transport; the other one on the same ports is another forward
 * @param publicAddress the only public address that forwards; empty when all do
 * @param publicPorts as the far side sees them
 * @param localAddress where packets are delivered; empty for the server itself, wherever it listens. FRP's default
 *     {@code local_ip} is 127.0.0.1
 * @param localPorts as the server binds them; as many as {@code publicPorts}
 */
public record PortForward(
        ForwardTransport transport,
        Optional<IpAddress> publicAddress,
        PortRange publicPorts,
        Optional<IpAddress> localAddress,
        PortRange localPorts) {

    /** @throws IllegalArgumentException when the ranges differ in size */
    public PortForward {
        Objects.requireNonNull(transport, "transport");
        if (publicPorts.size() != localPorts.size()) {
            throw new IllegalArgumentException("the forward of " + transport.token() + " " + publicPorts + " to "
                    + localPorts + " has " + publicPorts.size() + " public and " + localPorts.size()
                    + " local ports; make the ranges equally long");
        }
    }

    /** A forward of UDP ports from every public address to the server itself. */
    public static PortForward udp(PortRange publicPorts, PortRange localPorts) {
        return new PortForward(ForwardTransport.UDP, Optional.empty(), publicPorts, Optional.empty(), localPorts);
    }

    /** A forward of TCP ports from every public address to the server itself. */
    public static PortForward tcp(PortRange publicPorts, PortRange localPorts) {
        return new PortForward(ForwardTransport.TCP, Optional.empty(), publicPorts, Optional.empty(), localPorts);
    }

    /** This forward, delivering to the given address. */
    public PortForward to(IpAddress address) {
        return new PortForward(transport, publicAddress, publicPorts, Optional.of(address), localPorts);
    }

    /** This forward, from the given public address only. */
    public PortForward from(IpAddress address) {
        return new PortForward(transport, Optional.of(address), publicPorts, localAddress, localPorts);
    }

    /** The local port behind a public one; empty when this forward does not cover it. */
    public OptionalInt localPort(int publicPort) {
        return publicPorts.contains(publicPort)
                ? OptionalInt.of(localPorts.first() + publicPort - publicPorts.first())
                : OptionalInt.empty();
    }

    /** The public port in front of a local one; empty when this forward does not cover it. */
    public OptionalInt publicPort(int localPort) {
        return localPorts.contains(localPort)
                ? OptionalInt.of(publicPorts.first() + localPort - localPorts.first())
                : OptionalInt.empty();
    }

    /** Whether this forward serves packets that are sent to the given public address. */
    public boolean servesAddress(IpAddress address) {
        return publicAddress.isEmpty() || publicAddress.get().equals(address);
    }

    boolean collidesWith(PortForward other) {
        boolean sameAddress =
                publicAddress.isEmpty() || other.publicAddress.isEmpty() || publicAddress.equals(other.publicAddress);
        return transport == other.transport && sameAddress && publicPorts.overlaps(other.publicPorts);
    }

    /** Such as {@code udp 10111-10115 to 192.168.1.10 20111-20115}. */
    @Override
    public String toString() {
        return transport.token() + " "
                + publicAddress.map(address -> address + " ").orElse("") + publicPorts + " to "
                + localAddress.map(address -> address + " ").orElse("") + localPorts;
    }
}
