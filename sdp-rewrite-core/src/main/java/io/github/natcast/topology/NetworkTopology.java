package io.github.natcast.topology;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the outside reaches a server. Rewriting rules, findings and deployment files are derived from it. Immutable.
 *
 * <pre>{@code
 * NetworkTopology topology = NetworkTopology.builder()
 *         .publicAddress("51.161.209.200")
 *         .localAddress("192.168.1.10")
 *         .tunnel(TunnelKind.FRP)
 *         .forward(PortForward.udp(new PortRange(10111, 10115), new PortRange(10111, 10115)))
 *         .forward(PortForward.tcp(PortRange.of(10110), PortRange.of(9000)))
 *         .iceServer(IceServer.turn("turn:51.161.209.200:10110", "vtuser", "vtpass"))
 *         .build();
 * SdpRewriter rewriter = SdpRewriter.forTopology(topology);
 * }</pre>
 *
 * <p>Only the listed ports are forwarded, except with {@link TunnelKind#ONE_TO_ONE} and an empty list: then every port
 * is. {@link #fromJson(String)} documents the JSON form.
 */
public final class NetworkTopology {
    private final List<IpAddress> publicAddresses;
    private final List<IpAddress> localAddresses;
    private final @Nullable PortRange mediaPorts;
    private final TunnelKind tunnel;
    private final OptionalInt tunnelDatagramBytes;
    private final List<PortForward> forwards;
    private final List<IceServer> iceServers;

    NetworkTopology(NetworkTopologyBuilder builder) {
        this.publicAddresses = List.copyOf(builder.publicAddresses);
        this.localAddresses = List.copyOf(builder.localAddresses);
        this.mediaPorts = builder.mediaPorts;
        this.tunnel = builder.tunnel;
        this.tunnelDatagramBytes = builder.tunnelDatagramBytes;
        this.forwards = List.copyOf(builder.forwards);
        this.iceServers = List.copyOf(builder.iceServers);
    }

    /** A builder of a topology in which nothing is forwarded. */
    public static NetworkTopologyBuilder builder() {
        return new NetworkTopologyBuilder();
    }

    /**
     * Reads the JSON form. Every field is optional; an unknown one is refused, so that a typing error does not go
     * unnoticed.
     *
     * <pre>{@code
     * {
     *   "publicAddresses": ["51.161.209.200"],           one or more for each address family
     *   "localAddresses": ["192.168.1.10"],              the server's own
     *   "mediaPorts": "10111-10115",                     local UDP ports that media may use
     *   "tunnel": "frp",                                 none, frp, docker, one-to-one
     *   "tunnelDatagramBytes": 1500,                     FRP's udpPacketSize
     *   "forwards": [
     *     {"transport": "udp", "public": "10111-10115", "local": "10111-10115", "localAddress": "192.168.1.10"},
     *     {"transport": "tcp", "public": 10110, "local": 9000}
     *   ],
     *   "iceServers": [{"urls": ["turn:51.161.209.200:10110"], "username": "vtuser", "credential": "vtpass"}]
     * }
     * }</pre>
     *
     * @throws TopologyException with line and column when the text does not have this form
     */
    public static NetworkTopology fromJson(String json) {
        return TopologyJson.read(json);
    }

    /** The JSON form, credentials included; {@link #fromJson(String)} returns an equal topology. */
    public String toJson() {
        return TopologyJson.write(this);
    }

    /** The addresses at which the outside reaches the server, in order of preference. */
    public List<IpAddress> publicAddresses() {
        return publicAddresses;
    }

    /** The public addresses of one family, in order of preference. */
    public List<IpAddress> publicAddresses(AddressFamily family) {
        return publicAddresses.stream()
                .filter(address -> address.family() == family)
                .toList();
    }

    /** The server's own addresses; empty when unknown. */
    public List<IpAddress> localAddresses() {
        return localAddresses;
    }

    /** The local UDP ports that media may use; empty when unknown. */
    public Optional<PortRange> mediaPorts() {
        return Optional.ofNullable(mediaPorts);
    }

    /** What carries packets between the public addresses and the server. */
    public TunnelKind tunnel() {
        return tunnel;
    }

    /** The longest datagram that the tunnel carries, in bytes; empty when unknown. */
    public OptionalInt tunnelDatagramBytes() {
        return tunnelDatagramBytes;
    }

    /** The forwarded ports, in order. */
    public List<PortForward> forwards() {
        return forwards;
    }

    /** STUN and TURN servers for both sides, in order. */
    public List<IceServer> iceServers() {
        return iceServers;
    }

    /** Whether every port of the public addresses reaches the server under the same number. */
    public boolean forwardsEveryPort() {
        return tunnel == TunnelKind.ONE_TO_ONE && forwards.isEmpty();
    }

    /** Whether the address is one of the public ones. */
    public boolean isPublic(IpAddress address) {
        return publicAddresses.contains(address.unmapped());
    }

    /** Whether the address is one of the public ones and one of the server's own: nothing translates it. */
    public boolean isUntranslated(IpAddress address) {
        return isPublic(address) && localAddresses.contains(address.unmapped());
    }

    /** The forward that receives what is sent to a public address and port. */
    public Optional<PortForward> forward(ForwardTransport transport, IpAddress publicAddress, int publicPort) {
        return forwards.stream()
                .filter(forward -> forward.transport() == transport)
                .filter(forward -> forward.servesAddress(publicAddress.unmapped()))
                .filter(forward -> forward.publicPorts().contains(publicPort))
                .findFirst();
    }

    /** Whether a packet to a public address and port reaches the server's side of the NAT. */
    public boolean isReachable(ForwardTransport transport, IpAddress publicAddress, int publicPort) {
        if (isUntranslated(publicAddress)) {
            return true;
        }
        return isPublic(publicAddress)
                && (forwardsEveryPort()
                        || forward(transport, publicAddress, publicPort).isPresent());
    }

    /** Whether a forward delivers to the server itself and not to another host behind the same NAT. */
    public boolean reachesServer(PortForward forward) {
        return forward.localAddress()
                .filter(address -> !address.isLoopback() && !address.isUnspecified())
                .map(address -> localAddresses.isEmpty() || localAddresses.contains(address))
                .orElse(true);
    }

    /**
     * The TURN servers that stand behind the same NAT as the server: their URL has a public address and a port that is
     * forwarded. Servers named by host name are not among them, since names are never looked up.
     */
    public List<IceServerUrl> turnServersBehindSameNat() {
        return iceServers.stream()
                .flatMap(server -> server.urls().stream())
                .filter(IceServerUrl::isTurn)
                .filter(url -> url.ip()
                        .filter(address -> !isUntranslated(address))
                        .filter(address -> isReachable(url.transport(), address, url.port()))
                        .isPresent())
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NetworkTopology that
                && publicAddresses.equals(that.publicAddresses)
                && localAddresses.equals(that.localAddresses)
                && Objects.equals(mediaPorts, that.mediaPorts)
                && tunnel == that.tunnel
                && tunnelDatagramBytes.equals(that.tunnelDatagramBytes)
                && forwards.equals(that.forwards)
                && iceServers.equals(that.iceServers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                publicAddresses, localAddresses, mediaPorts, tunnel, tunnelDatagramBytes, forwards, iceServers);
    }

    /** One line for a log, without credentials. */
    @Override
    public String toString() {
        return "NetworkTopology[" + tunnel.token() + ", public " + publicAddresses + ", local " + localAddresses
                + ", forwards " + forwards + ", " + iceServers + "]";
    }
}
