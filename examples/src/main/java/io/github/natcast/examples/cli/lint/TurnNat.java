package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;

/** What a NAT asks of a TURN server behind it. */
final class TurnNat {
    private TurnNat() {}

    /** Whether the TURN server stands beside the server, and the public addresses are not its own. */
    static boolean isBehindNat(Deployment deployment) {
        NetworkTopology topology = deployment.topology();
        return deployment.turn().filter(TurnRelay::onThisHost).isPresent()
                && !topology.publicAddresses().isEmpty()
                && topology.publicAddresses().stream().noneMatch(topology::isUntranslated);
    }

    /**
     * Whether somebody outside may have to reach a relayed address. Through FRP a browser's relay talks to the server
     * beside it, by the private address, and needs no public port; unless some are forwarded.
     */
    static boolean relaysToOutside(Deployment deployment) {
        return deployment.topology().tunnel() != TunnelKind.FRP
                || deployment
                        .turn()
                        .map(TurnRelay::relayPorts)
                        .filter(ports -> anyForwarded(deployment.topology(), ports))
                        .isPresent();
    }

    private static boolean anyForwarded(NetworkTopology topology, PortRange ports) {
        return topology.forwards().stream()
                .anyMatch(forward -> forward.transport() == ForwardTransport.UDP
                        && forward.publicPorts().overlaps(ports));
    }

    /** Whether the public port of this number leads to the local port of the same number, as relays need it. */
    static boolean isForwarded(NetworkTopology topology, int port) {
        return topology.forwardsEveryPort()
                || topology.forwards().stream()
                        .anyMatch(forward -> forward.transport() == ForwardTransport.UDP
                                && forward.localPort(port).orElse(0) == port);
    }
}
