package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerBuilder;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.security.AdminSettings;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;

/** A server at the deployment's own ports, for the time of the check. It shows a test pattern, to nobody else. */
final class TrialServer {
    private TrialServer() {}

    /**
     * Starts it; the caller closes it.
     *
     * @param token without which nobody may watch
     * @throws StreamerException when it cannot run, with the reason
     */
    static Streamer start(Deployment deployment, String token) throws StreamerException, InterruptedException {
        Streamer streamer;
        try {
            streamer = builder(deployment).token(token).build();
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new StreamerException(String.valueOf(e.getMessage()), e);
        }
        try {
            streamer.start();
            return streamer;
        } catch (StreamerException | InterruptedException | RuntimeException e) {
            streamer.close();
            throw e;
        }
    }

    /** At the deployment's ports; for everybody, and without STUN and TURN servers, which have checks of their own. */
    static StreamerBuilder builder(Deployment deployment) throws UnknownHostException {
        Listening listening = deployment.listening();
        StreamerBuilder builder = Streamer.builder()
                .rehearse(false)
                .httpBindAddress(listening.httpAddress())
                .httpPort(listening.httpPort())
                .mediaBindAddress(listening.mediaAddress())
                .mediaPort(listening.mediaPort())
                .keepPrivateCandidates(deployment.serving().keepPrivate())
                .keepUncovered(deployment.serving().keepUncovered())
                .proxyProtocol(deployment.serving().proxyProtocol());
        Optional<PortMapping> mapping = mapping(deployment);
        for (IpAddress address : deployment.topology().publicAddresses()) {
            mapping.ifPresent(
                    udp -> builder.publicAddress(PublicAddress.of(address.toString(), udp, PortMapping.none())));
        }
        if (listening.tcpPort().isPresent()) {
            int port = listening.tcpPort().getAsInt();
            builder.tcpPort(port);
            OptionalInt outside = deployment.publicPort(ForwardTransport.TCP, port);
            for (IpAddress address : deployment.topology().publicAddresses()) {
                outside.ifPresent(number -> builder.publicTcp(address.toString(), number));
            }
        }
        deployment.tls().ifPresent(files -> builder.tls(TlsSettings.of(files.certificate(), files.key())));
        if (listening.admin().isPresent()) {
            HostPort admin = listening.admin().get();
            InetSocketAddress address = Hosts.resolve(admin.host(), admin.port());
            builder.admin(new AdminSettings(Optional.of(address), Optional.empty()));
        }
        return builder;
    }

    /** Empty where nothing leads to the media port; the checks say so. */
    private static Optional<PortMapping> mapping(Deployment deployment) {
        if (deployment.topology().forwardsEveryPort()) {
            return Optional.of(PortMapping.same());
        }
        OptionalInt outside = deployment.publicMediaPort();
        return outside.isPresent() ? Optional.of(PortMapping.fixed(outside.getAsInt())) : Optional.empty();
    }
}
