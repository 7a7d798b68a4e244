package io.github.natcast.examples.cli.deployment;

import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One server, and what stands between it and browsers. Immutable.
 *
 * @param topology public addresses, tunnel, forwards and ICE servers
 * @param publicNames host names that lead to the public addresses; a certificate is for one of them
 * @param listening where the server itself listens
 * @param frp the client of an FRP tunnel, where the topology has one
 * @param turn a TURN server that stands beside this server, or on the public host
 * @param turnSecret of credentials that expire, at that TURN server or at those of others
 * @param tls the certificate of the HTTP port
 * @param sources what is shown or stands by, as {@code --source} takes it; empty for the test pattern
 * @param channels names of the channels, {@code live} first
 * @param publishing where channels are published to
 * @param serving what the server does on purpose
 */
public record Deployment(
        NetworkTopology topology,
        List<String> publicNames,
        Listening listening,
        Optional<FrpClient> frp,
        Optional<TurnRelay> turn,
        Optional<SharedSecret> turnSecret,
        Optional<TlsFiles> tls,
        List<String> sources,
        List<String> channels,
        List<PublishTarget> publishing,
        Serving serving) {
    private static final String LIVE = "live";

    public Deployment {
        publicNames = List.copyOf(publicNames);
        sources = List.copyOf(sources);
        channels = List.copyOf(channels);
        publishing = List.copyOf(publishing);
    }

    /** With the channel {@code live} alone, of a server that does the usual. */
    public Deployment(
            NetworkTopology topology,
            List<String> publicNames,
            Listening listening,
            Optional<FrpClient> frp,
            Optional<TurnRelay> turn,
            Optional<TlsFiles> tls,
            List<String> sources) {
        this(topology, publicNames, listening, frp, turn, tls, sources, List.of(LIVE));
    }

    /** Of a server that does the usual. */
    public Deployment(
            NetworkTopology topology,
            List<String> publicNames,
            Listening listening,
            Optional<FrpClient> frp,
            Optional<TurnRelay> turn,
            Optional<TlsFiles> tls,
            List<String> sources,
            List<String> channels) {
        this(
                topology,
                publicNames,
                listening,
                frp,
                turn,
                Optional.empty(),
                tls,
                sources,
                channels,
                List.of(),
                Serving.USUAL);
    }

    /** The same with this. */
    public Deployment with(Serving value) {
        return new Deployment(
                topology, publicNames, listening, frp, turn, turnSecret, tls, sources, channels, publishing, value);
    }

    /** The same that is published there. */
    public Deployment with(List<PublishTarget> value) {
        return new Deployment(
                topology, publicNames, listening, frp, turn, turnSecret, tls, sources, channels, value, serving);
    }

    /** The same with this secret of TURN servers. */
    public Deployment with(SharedSecret value) {
        return new Deployment(
                topology,
                publicNames,
                listening,
                frp,
                turn,
                Optional.of(value),
                tls,
                sources,
                channels,
                publishing,
                serving);
    }

    /** The public port in front of the HTTP port; empty when none is forwarded. */
    public OptionalInt publicHttpPort() {
        return publicPort(ForwardTransport.TCP, listening.httpPort());
    }

    /** The public port in front of the media port; empty when none is forwarded. */
    public OptionalInt publicMediaPort() {
        return publicPort(ForwardTransport.UDP, listening.mediaPort());
    }

    /** The public port in front of one of the server's own. */
    public OptionalInt publicPort(ForwardTransport transport, int localPort) {
        if (topology.forwardsEveryPort()) {
            return OptionalInt.of(localPort);
        }
        return topology.forwards().stream()
                .filter(forward -> forward.transport() == transport && topology.reachesServer(forward))
                .map((PortForward forward) -> forward.publicPort(localPort))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** The first public name, or else the first public address, as URLs have it; empty without both. */
    public Optional<String> publicHost() {
        return publicNames.stream()
                .findFirst()
                .or(() -> topology.publicAddresses().stream().findFirst().map(HostPort::bracketed));
    }

    /** The page's address as browsers elsewhere call it; empty without a public address or a forwarded HTTP port. */
    public Optional<String> publicUrl() {
        Optional<String> host = publicHost();
        OptionalInt port = publicHttpPort();
        if (host.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        String scheme = tls.isPresent() ? "https" : "http";
        boolean usual = port.getAsInt() == (tls.isPresent() ? 443 : 80);
        return Optional.of(scheme + "://" + host.get() + (usual ? "" : ":" + port.getAsInt()) + "/");
    }
}
