package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;

/** Ports of natcast as the nodes of a cluster have them. Stateless. */
final class NodePorts {
    /** What Kubernetes gives to services of type NodePort unless its API server is told another range. */
    static final PortRange RANGE = new PortRange(30000, 32767);

    private NodePorts() {}

    /** With the number under which the outside, or the client of a tunnel on the node, asks the node. */
    static List<Container.Published> of(Deployment deployment) {
        boolean tunnel = deployment.topology().tunnel() == TunnelKind.FRP;
        List<Container.Published> all = new ArrayList<>();
        for (Endpoint endpoint : Container.own(deployment)) {
            int port = endpoint.ports().first();
            int outside = tunnel ? port : deployment.publicPort(endpoint.transport(), port).orElse(port);
            all.add(new Container.Published(endpoint, outside));
        }
        return all;
    }

    static boolean isPossible(List<Container.Published> ports) {
        return ports.stream().allMatch(port -> RANGE.contains(port.number()));
    }

    static void requirePossible(List<Container.Published> ports) throws UserException {
        for (Container.Published port : ports) {
            if (!RANGE.contains(port.number())) {
                throw new UserException(port.endpoint().transport().token() + " " + port.number()
                        + " cannot be a NodePort, which is one of " + RANGE
                        + "; forward such a port in natcast.toml, or give --ports host");
            }
        }
    }

    /** What natcast must tell browsers: one address of each family, with the node's port for media. */
    static List<String> publicAddresses(Deployment deployment, List<Container.Published> ports) {
        int media = ports.stream()
                .filter(port -> port.endpoint().use() == Endpoint.Use.MEDIA)
                .findFirst()
                .orElseThrow()
                .number();
        List<String> all = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            deployment.topology().publicAddresses(family).stream()
                    .findFirst()
                    .map(IpAddress::toString)
                    .ifPresent(ip -> all.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":" + media));
        }
        return all;
    }
}
