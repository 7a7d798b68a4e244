package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.NetworkTopologyBuilder;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.PublicAddress;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How the outside reaches the server, of a file. Immutable.
 *
 * @param document the file
 * @param servers its STUN and TURN servers
 * @param lookup the addresses of a name; none when it has none
 */
record TopologyPart(Document document, IceServers servers, Function<String, List<IpAddress>> lookup) {
    private static final String PUBLIC_ADDRESS = "public-address";

    /** The hosts of {@code public-address}, names and addresses. */
    static List<HostText> publicHosts(Fields network) throws UserException {
        List<HostText> hosts = new ArrayList<>();
        for (String text : network.texts(PUBLIC_ADDRESS)) {
            hosts.add(network.checked(PUBLIC_ADDRESS, () -> HostText.parse(text)));
        }
        return hosts;
    }

    /** @param mediaPort the server's own; 0 when the system chooses it */
    NetworkTopology read(Fields network, int mediaPort) throws UserException {
        NetworkTopologyBuilder builder = NetworkTopology.builder();
        List<PortForward> forwards = forwards();
        TunnelKind kind = tunnel(network);
        List<HostText> hosts = publicHosts(network);
        for (IpAddress address : addresses(network, hosts, kind != TunnelKind.NONE || !forwards.isEmpty())) {
            network.checked(PUBLIC_ADDRESS, () -> builder.publicAddress(address.toString()));
        }
        for (String address : network.texts("local-address")) {
            network.checked("local-address", () -> builder.localAddress(address));
        }
        if (mediaPort > 0) {
            builder.mediaPorts(PortRange.of(mediaPort));
        }
        builder.tunnel(kind);
        OptionalInt bytes = network.number("tunnel-datagram-bytes");
        if (bytes.isPresent()) {
            network.checked("tunnel-datagram-bytes", () -> builder.tunnelDatagramBytes(bytes.getAsInt()));
        }
        List<Fields> tables = document.all("network.forward");
        for (int i = 0; i < forwards.size(); i++) {
            PortForward forward = forwards.get(i);
            tables.get(i).checked("public", () -> builder.forward(forward));
        }
        if (kind != TunnelKind.ONE_TO_ONE) {
            for (PortForward forward : ofPublicAddress(hosts, forwards, mediaPort)) {
                network.checked(PUBLIC_ADDRESS, () -> builder.forward(forward));
            }
        }
        servers.forBrowsers().forEach(builder::iceServer);
        return built(network, builder);
    }

    private static NetworkTopology built(Fields network, NetworkTopologyBuilder builder) throws UserException {
        try {
            return builder.build();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage()).replace("publicAddresses", "network.public-address");
            throw network.table().place().error(message);
        }
    }

    private static TunnelKind tunnel(Fields network) {
        String token = network.text("tunnel").orElse(TunnelKind.NONE.token());
        return List.of(TunnelKind.values()).stream()
                .filter(kind -> kind.token().equals(token))
                .findFirst()
                .orElseThrow();
    }

    /** Literal addresses; where something is forwarded to names alone, what they stand for now. */
    private List<IpAddress> addresses(Fields network, List<HostText> hosts, boolean needed) throws UserException {
        List<IpAddress> literal =
                hosts.stream().flatMap(host -> host.address().stream()).toList();
        if (!literal.isEmpty() || !needed || hosts.isEmpty()) {
            return literal;
        }
        List<IpAddress> found = hosts.stream()
                .flatMap(host -> lookup.apply(host.host()).stream())
                .distinct()
                .toList();
        if (found.isEmpty()) {
            throw network.error(
                    PUBLIC_ADDRESS, hosts.get(0).host() + " has no address now; write the address beside the name");
        }
        return found;
    }

    private List<PortForward> forwards() throws UserException {
        List<PortForward> forwards = new ArrayList<>();
        for (Fields fields : document.all("network.forward")) {
            fields.required("transport", "\"udp\" or \"tcp\"");
            fields.required("public", "a port or ports such as \"10111-10115\"");
            PortRange publicPorts = fields.ports("public").orElseThrow();
            PortRange localPorts = fields.ports("local").orElse(publicPorts);
            ForwardTransport transport =
                    fields.required("transport").equals("udp") ? ForwardTransport.UDP : ForwardTransport.TCP;
            Optional<IpAddress> from = address(fields, PUBLIC_ADDRESS);
            Optional<IpAddress> to = address(fields, "local-address");
            forwards.add(fields.checked("local", () -> new PortForward(transport, from, publicPorts, to, localPorts)));
        }
        return forwards;
    }

    private static Optional<IpAddress> address(Fields fields, String key) throws UserException {
        Optional<String> text = fields.text(key);
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        fields.checked(key, () -> PublicAddress.of(text.get()).address()));
    }

    /** {@code public-address = "192.0.2.1:40111"} says itself what is forwarded to the media port. */
    private static List<PortForward> ofPublicAddress(List<HostText> hosts, List<PortForward> given, int mediaPort) {
        boolean known = given.stream()
                .anyMatch(forward -> forward.transport() == ForwardTransport.UDP
                        && forward.publicPort(mediaPort).isPresent());
        if (known || mediaPort == 0) {
            return List.of();
        }
        return hosts.stream()
                .filter(host -> host.port().isPresent())
                .map(host -> PortForward.udp(PortRange.of(host.port().getAsInt()), PortRange.of(mediaPort)))
                .distinct()
                .toList();
    }
}
