package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.deployment.PublishTarget;
import io.github.natcast.examples.cli.deployment.Serving;
import io.github.natcast.examples.cli.deployment.SharedSecret;
import io.github.natcast.examples.cli.deployment.TlsFiles;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.NetworkTopologyBuilder;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds deployments whose public address is this host's loopback address. Confined to one thread. */
final class LoopbackDeployment {
    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    String publicAddress = "127.0.0.1";
    int httpPort = freeTcp();
    int mediaPort = freeUdp();
    int publicHttp = httpPort;
    int publicMedia = mediaPort;
    OptionalInt tcpPort = OptionalInt.empty();
    Optional<HostPort> admin = Optional.empty();
    Optional<FrpClient> frp = Optional.empty();
    Optional<TurnRelay> turn = Optional.empty();
    Optional<SharedSecret> turnSecret = Optional.empty();
    Optional<TlsFiles> tls = Optional.empty();
    Serving serving = Serving.USUAL;
    List<String> names = List.of();
    final List<String> sources = new ArrayList<>();
    final List<PublishTarget> publishing = new ArrayList<>();
    final List<IceServer> iceServers = new ArrayList<>();
    boolean forwarded = true;

    Deployment build() {
        NetworkTopologyBuilder topology =
                NetworkTopology.builder().publicAddress(publicAddress).localAddress("127.0.0.1");
        if (forwarded) {
            topology.forward(PortForward.tcp(PortRange.of(publicHttp), PortRange.of(httpPort)));
            topology.forward(PortForward.udp(PortRange.of(publicMedia), PortRange.of(mediaPort)));
            tcpPort.ifPresent(port -> topology.forward(PortForward.tcp(PortRange.of(port), PortRange.of(port))));
        }
        iceServers.forEach(topology::iceServer);
        return new Deployment(
                topology.build(),
                names,
                new Listening("127.0.0.1", httpPort, "127.0.0.1", mediaPort, tcpPort, admin),
                frp,
                turn,
                turnSecret,
                tls,
                sources,
                List.of("live"),
                publishing,
                serving);
    }

    /** For viewers in the same network. */
    static Deployment withoutPublicAddress() {
        LoopbackDeployment with = new LoopbackDeployment();
        Deployment built = with.build();
        return new Deployment(
                NetworkTopology.builder().localAddress("127.0.0.1").build(),
                List.of(),
                built.listening(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static int freeTcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static int freeUdp() {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
