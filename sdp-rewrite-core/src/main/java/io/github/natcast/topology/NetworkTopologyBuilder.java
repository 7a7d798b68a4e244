package io.github.natcast.topology;

import io.github.natcast.sdp.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link NetworkTopology}; {@link #build()} checks that its parts fit together. Not safe for use by several
 * threads.
 */
public final class NetworkTopologyBuilder {
    private static final int LEAST_DATAGRAM = 576;
    private static final int LONGEST_DATAGRAM = 65507; // 65535 - 20 (IPv4 header) - 8 (UDP header)

    final List<IpAddress> publicAddresses = new ArrayList<>();
    final List<IpAddress> localAddresses = new ArrayList<>();
    final List<PortForward> forwards = new ArrayList<>();
    final List<IceServer> iceServers = new ArrayList<>();
    TunnelKind tunnel = TunnelKind.NONE;
    OptionalInt tunnelDatagramBytes = OptionalInt.empty();

    @Nullable
    PortRange mediaPorts;

    NetworkTopologyBuilder() {}

    /**
     * Adds a public address; of several in one family, the first is preferred.
     *
     * @throws IllegalArgumentException when it is not a unicast IP literal, or was added before
     */
    public NetworkTopologyBuilder publicAddress(String address) {
        add(publicAddresses, PublicAddress.reachable("public address", address), "public address");
        return this;
    }

    /**
     * Adds an address of the server itself.
     *
     * @throws IllegalArgumentException when it is not a unicast IP literal, or was added before
     */
    public NetworkTopologyBuilder localAddress(String address) {
        add(localAddresses, PublicAddress.unicast("local address", address), "local address");
        return this;
    }

    /** Sets the local UDP ports that media may use. */
    public NetworkTopologyBuilder mediaPorts(PortRange ports) {
        mediaPorts = Objects.requireNonNull(ports, "mediaPorts");
        return this;
    }

    /** Sets what carries packets between the public addresses and the server; {@link TunnelKind#NONE} by default. */
    public NetworkTopologyBuilder tunnel(TunnelKind kind) {
        tunnel = Objects.requireNonNull(kind, "tunnel");
        return this;
    }

    /**
     * Sets the longest datagram that the tunnel carries; FRP calls it {@code udpPacketSize}.
     *
     * @param bytes 576 to 65507
     */
    public NetworkTopologyBuilder tunnelDatagramBytes(int bytes) {
        if (bytes < LEAST_DATAGRAM || bytes > LONGEST_DATAGRAM) {
            throw new IllegalArgumentException("tunnelDatagramBytes must be " + LEAST_DATAGRAM + " to "
                    + LONGEST_DATAGRAM + " but is " + bytes + "; FRP's default is 1500");
        }
        tunnelDatagramBytes = OptionalInt.of(bytes);
        return this;
    }

    /**
     * Adds forwarded ports.
     *
     * @throws IllegalArgumentException when an earlier forward of the same transport has one of the public ports
     */
    public NetworkTopologyBuilder forward(PortForward forward) {
        for (PortForward earlier : forwards) {
            if (earlier.collidesWith(forward)) {
                throw new IllegalArgumentException("the forwards \"" + earlier + "\" and \"" + forward
                        + "\" share public ports; each public port can lead to one place only");
            }
        }
        forwards.add(forward);
        return this;
    }

    /** Adds a STUN or TURN server. */
    public NetworkTopologyBuilder iceServer(IceServer server) {
        iceServers.add(Objects.requireNonNull(server, "iceServer"));
        return this;
    }

    /**
     * The topology.
     *
     * @throws IllegalArgumentException when its parts do not fit together; the message says which
     */
    public NetworkTopology build() {
        if (publicAddresses.isEmpty() && !forwards.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are forwards but no public address that they belong to; add it to publicAddresses");
        }
        if (publicAddresses.isEmpty() && tunnel != TunnelKind.NONE) {
            throw new IllegalArgumentException(
                    "the tunnel is " + tunnel.token() + " but there is no public address; add it to publicAddresses");
        }
        if (forwards.isEmpty() && (tunnel == TunnelKind.FRP || tunnel == TunnelKind.DOCKER)) {
            throw new IllegalArgumentException("the tunnel " + tunnel.token()
                    + " carries only what forwards lists, and the list is empty; add a forward for the media ports");
        }
        for (PortForward forward : forwards) {
            forward.publicAddress()
                    .filter(address -> !publicAddresses.contains(address))
                    .ifPresent(address -> {
                        throw new IllegalArgumentException("the forward \"" + forward + "\" belongs to " + address
                                + ", which is none of the public addresses " + publicAddresses);
                    });
        }
        if (tunnelDatagramBytes.isPresent() && tunnel != TunnelKind.FRP) {
            throw new IllegalArgumentException(
                    "tunnelDatagramBytes is a limit of frp, but the tunnel is " + tunnel.token());
        }
        return new NetworkTopology(this);
    }

    private static void add(List<IpAddress> addresses, IpAddress address, String what) {
        if (addresses.contains(address)) {
            throw new IllegalArgumentException("the " + what + " " + address + " was added before");
        }
        addresses.add(address);
    }
}
