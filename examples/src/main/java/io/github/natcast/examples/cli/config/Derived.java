package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@code serve} tells browsers and the file says by its forwards: the public port of media, the public address of
 * the port that takes media over TCP, and whose PROXY headers are believed. Immutable.
 *
 * @param topology of the file
 * @param network the file's table
 */
record Derived(NetworkTopology topology, Fields network) {
    private static final String PUBLIC_ADDRESS = "public-address";
    static final List<String> THIS_HOST = List.of("127.0.0.0/8", "::1");

    /** {@code --public-address} with the port of a forward, where the file names none. */
    Optional<Given> publicAddresses(int mediaPort) throws UserException {
        List<HostText> hosts = TopologyPart.publicHosts(network);
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (HostText host : hosts) {
            OptionalInt forwarded = forwarded(ForwardTransport.UDP, host.address(), mediaPort);
            boolean said = host.port().isPresent() || forwarded.isEmpty() || forwarded.getAsInt() == mediaPort;
            int port = said ? host.port().orElse(0) : forwarded.getAsInt();
            values.add(port == 0 ? host.host() : host.orPort(port).toString());
        }
        return Optional.of(new Given("--public-address", values, origin()));
    }

    /** {@code --public-tcp}, where a forward leads to the port; one address of each family. */
    Optional<Given> publicTcp(int tcpPort) throws UserException {
        List<String> values = new ArrayList<>();
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        for (HostText host : TopologyPart.publicHosts(network)) {
            OptionalInt port = forwarded(ForwardTransport.TCP, host.address(), tcpPort);
            // --public-tcp takes no names.
            if (port.isPresent()
                    && host.address()
                            .filter(address -> families.add(address.family()))
                            .isPresent()) {
                values.add(new HostText(host.host(), port).orPort(tcpPort).toString());
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Given("--public-tcp", values, origin()));
    }

    /** {@code --proxy-protocol}, where the FRP client on this host is told to send such headers. */
    Optional<Given> proxyProtocol(Optional<Fields> frp) {
        String key = "proxy-protocol";
        return frp.filter(fields -> fields.toggle(key, false))
                .map(fields -> new Given(
                        "--" + key, THIS_HOST, new Origin.InFile(fields.place(key), fields.section() + "." + key)));
    }

    private OptionalInt forwarded(ForwardTransport transport, Optional<IpAddress> address, int localPort) {
        if (topology.forwardsEveryPort()) {
            return OptionalInt.of(localPort);
        }
        return topology.forwards().stream()
                .filter(forward -> forward.transport() == transport && topology.reachesServer(forward))
                .filter(forward -> address.isEmpty() || forward.servesAddress(address.get()))
                .map((PortForward forward) -> forward.publicPort(localPort))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private Origin origin() {
        return new Origin.InFile(network.place(PUBLIC_ADDRESS), "network." + PUBLIC_ADDRESS);
    }
}
