package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One port that the deployment forwards. Immutable.
 *
 * @param use who has the local port
 * @param to where packets must be delivered, where the forward names a host
 */
record NeededPort(ForwardTransport transport, int publicPort, int localPort, Use use, Optional<IpAddress> to) {

    /** Who has a local port. */
    enum Use {
        /** Page and signalling. */
        HTTP,
        /** Media, by UDP or TCP. */
        MEDIA,
        /** The TURN server's listening port. */
        TURN,
        /** The TURN server's relays. */
        RELAY,
        /** None of ours. */
        OTHER;

        boolean isServer() {
            return this == HTTP || this == MEDIA;
        }
    }

    /** Each port of each forward; empty where every port is forwarded. */
    static List<NeededPort> of(Deployment deployment) {
        List<NeededPort> needed = new ArrayList<>();
        for (PortForward forward : deployment.topology().forwards()) {
            Optional<IpAddress> to =
                    forward.localAddress().filter(address -> !address.isUnspecified() && !address.isLoopback());
            for (int i = 0; i < forward.publicPorts().size(); i++) {
                int local = forward.localPorts().first() + i;
                Use use = deployment.topology().reachesServer(forward)
                        ? use(deployment, forward.transport(), local)
                        : Use.OTHER;
                needed.add(new NeededPort(
                        forward.transport(), forward.publicPorts().first() + i, local, use, to));
            }
        }
        return needed;
    }

    static Use use(Deployment deployment, ForwardTransport transport, int local) {
        boolean udp = transport == ForwardTransport.UDP;
        boolean tcpMedia = deployment.listening().tcpPort().orElse(0) == local;
        if (!udp && local == deployment.listening().httpPort()) {
            return Use.HTTP;
        }
        if (udp ? isMedia(deployment, local) : tcpMedia) {
            return Use.MEDIA;
        }
        if (deployment.turn().filter(turn -> turn.listen().port() == local).isPresent()) {
            return Use.TURN;
        }
        boolean relay = udp
                && deployment
                        .turn()
                        .filter(turn -> turn.relayPorts().contains(local))
                        .isPresent();
        return relay ? Use.RELAY : Use.OTHER;
    }

    /** A server has one media port; a topology may name more. */
    private static boolean isMedia(Deployment deployment, int local) {
        return local == deployment.listening().mediaPort()
                || deployment
                        .topology()
                        .mediaPorts()
                        .filter(ports -> ports.contains(local))
                        .isPresent();
    }
}
