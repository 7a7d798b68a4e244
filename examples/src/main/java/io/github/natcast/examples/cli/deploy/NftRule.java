package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import java.util.Locale;
import java.util.Optional;

/**
 * Ports that a firewall lets in. Immutable.
 *
 * @param note the key of the comment
 * @param to the only address that they are open at; empty for every one
 */
record NftRule(String note, ForwardTransport transport, Optional<IpAddress> to, PortRange ports) {

    /** The rule of what waits on the server's host. */
    static NftRule of(Endpoint endpoint) {
        return new NftRule(
                note(Optional.of(endpoint)),
                endpoint.transport(),
                IpAddress.parse(endpoint.host()).filter(address -> !address.isUnspecified()),
                endpoint.ports());
    }

    /** What a forward delivers to the server's host. */
    static NftRule inside(Deployment deployment, PortForward forward) {
        return new NftRule(
                note(use(deployment, forward)),
                forward.transport(),
                forward.localAddress().filter(address -> !address.isUnspecified()),
                forward.localPorts());
    }

    /** What the outside sends to the public host. */
    static NftRule outside(Deployment deployment, PortForward forward) {
        return new NftRule(
                note(use(deployment, forward)), forward.transport(), forward.publicAddress(), forward.publicPorts());
    }

    private static Optional<Endpoint> use(Deployment deployment, PortForward forward) {
        return Endpoint.isHere(deployment, forward)
                ? Endpoint.of(deployment).stream()
                        .filter(each -> each.transport() == forward.transport())
                        .filter(each -> each.ports().overlaps(forward.localPorts()))
                        .findFirst()
                : Optional.empty();
    }

    private static String note(Optional<Endpoint> endpoint) {
        return "nft.rule."
                + endpoint.map(each -> each.use().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("other");
    }

    /** As nft reads it. */
    @Override
    public String toString() {
        String address = to.map(ip -> (ip.family() == AddressFamily.IPV4 ? "ip" : "ip6") + " daddr " + ip + " ")
                .orElse("");
        return address + transport.token() + " dport " + ports + " accept";
    }
}
