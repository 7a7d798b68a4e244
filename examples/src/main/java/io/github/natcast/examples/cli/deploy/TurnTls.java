package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServerUrl;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a TURN server needs for the {@code turns:} URLs (RFC 7065 §3.1) that lead to it. Immutable.
 *
 * @param port that it listens on for TLS and DTLS; coturn has one for both
 * @param overTcp whether a URL says TLS
 * @param overUdp whether a URL says DTLS
 * @param files the certificate's, on the host of the TURN server
 * @param own whether the files are those of natcast's own HTTP port; otherwise they are to be put there
 */
record TurnTls(int port, boolean overTcp, boolean overUdp, TlsFiles files, boolean own) {
    private static final TlsFiles USUAL =
            new TlsFiles(Path.of("/etc/coturn/certificate.pem"), Path.of("/etc/coturn/key.pem"));

    /** Empty where no secure URL leads to the TURN server. */
    static Optional<TurnTls> of(Deployment deployment, TurnRelay turn) {
        List<IceServerUrl> secure = deployment.topology().iceServers().stream()
                .flatMap(server -> server.urls().stream())
                .filter(url -> url.scheme().equals("turns") && leadsTo(url, deployment, turn))
                .toList();
        if (secure.isEmpty()) {
            return Optional.empty();
        }
        Optional<TlsFiles> own = deployment.tls().filter(files -> turn.onThisHost());
        return Optional.of(new TurnTls(
                turn.onThisHost()
                        ? localPort(deployment, secure.get(0))
                        : secure.get(0).port(),
                secure.stream().anyMatch(url -> url.transport() == ForwardTransport.TCP),
                secure.stream().anyMatch(url -> url.transport() == ForwardTransport.UDP),
                own.orElse(USUAL),
                own.isPresent()));
    }

    /** Others lead to TURN servers of somebody else. */
    private static boolean leadsTo(IceServerUrl url, Deployment deployment, TurnRelay turn) {
        return url.ip().filter(deployment.topology()::isPublic).isPresent()
                || deployment.publicNames().contains(url.host())
                || url.host().equals(turn.listen().host());
    }

    private static int localPort(Deployment deployment, IceServerUrl url) {
        NetworkTopology topology = deployment.topology();
        return topology.forwards().stream()
                .filter(forward -> !topology.forwardsEveryPort()
                        && forward.transport() == url.transport()
                        && forward.publicPorts().contains(url.port())
                        && Endpoint.isHere(deployment, forward))
                .findFirst()
                .map((PortForward forward) -> forward.localPorts().first()
                        + url.port()
                        - forward.publicPorts().first())
                .orElse(url.port());
    }

    /** The transports of its port. */
    Stream<ForwardTransport> transports() {
        return Stream.of(ForwardTransport.values())
                .filter(transport -> transport == ForwardTransport.TCP ? overTcp : overUdp);
    }
}
