package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports on which something of the deployment waits on the server's host. Immutable.
 *
 * @param use what for
 * @param transport of the ports
 * @param host address on which it listens; unspecified for every one
 * @param ports one, but for relays
 */
record Endpoint(Use use, ForwardTransport transport, String host, PortRange ports) {

    /** What waits there. */
    enum Use {
        /** Page and signalling, and media over TCP unless they have a port of their own. */
        HTTP,
        MEDIA,
        MEDIA_TCP,
        TURN,
        RELAY
    }

    /** Those of natcast, then those of a TURN server on the same host. */
    static List<Endpoint> of(Deployment deployment) {
        Listening own = deployment.listening();
        List<Endpoint> all = new ArrayList<>();
        all.add(new Endpoint(Use.HTTP, ForwardTransport.TCP, own.httpAddress(), PortRange.of(own.httpPort())));
        all.add(new Endpoint(Use.MEDIA, ForwardTransport.UDP, own.mediaAddress(), PortRange.of(own.mediaPort())));
        if (own.tcpPort().isPresent() && own.tcpPort().getAsInt() != own.httpPort()) {
            PortRange port = PortRange.of(own.tcpPort().getAsInt());
            all.add(new Endpoint(Use.MEDIA_TCP, ForwardTransport.TCP, own.mediaAddress(), port));
        }
        deployment.turn().filter(TurnRelay::onThisHost).ifPresent(turn -> {
            HostPort at = turn.listen();
            all.add(new Endpoint(Use.TURN, ForwardTransport.UDP, at.host(), PortRange.of(at.port())));
            all.add(new Endpoint(Use.TURN, ForwardTransport.TCP, at.host(), PortRange.of(at.port())));
            TurnTls.of(deployment, turn)
                    .filter(tls -> tls.port() != at.port())
                    .ifPresent(tls -> tls.transports()
                            .forEach(each ->
                                    all.add(new Endpoint(Use.TURN, each, at.host(), PortRange.of(tls.port())))));
            all.add(new Endpoint(Use.RELAY, ForwardTransport.UDP, at.host(), turn.relayPorts()));
        });
        return List.copyOf(all);
    }

    /** What a port of this host leads to; empty when nothing of the deployment is there. */
    static Optional<Endpoint> at(Deployment deployment, ForwardTransport transport, int port) {
        return of(deployment).stream()
                .filter(each -> each.transport == transport && each.ports.contains(port))
                .findFirst();
    }

    /** Whether a forward ends on the server's host, at natcast or at what stands beside it. */
    static boolean isHere(Deployment deployment, PortForward forward) {
        return deployment.topology().reachesServer(forward)
                || forward.localAddress()
                        .filter(address -> deployment
                                .turn()
                                .filter(TurnRelay::onThisHost)
                                .flatMap(turn -> IpAddress.parse(turn.listen().host()))
                                .filter(address::equals)
                                .isPresent())
                        .isPresent();
    }

    boolean isNatcast() {
        return use == Use.HTTP || use == Use.MEDIA || use == Use.MEDIA_TCP;
    }

    /** Whether it listens on every address. */
    boolean isEverywhere() {
        return IpAddress.parse(host).filter(IpAddress::isUnspecified).isPresent();
    }
}
