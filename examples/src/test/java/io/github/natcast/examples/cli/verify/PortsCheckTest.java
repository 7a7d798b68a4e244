package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.HostPort;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.streamer.Streamer;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PortsCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private List<String> lines() throws InterruptedException {
        return Trials.lines(Trials.run(new PortsCheck(), with.build(), Trials.PATIENT));
    }

    private String http() {
        return "TCP 127.0.0.1:" + with.httpPort;
    }

    private String media() {
        return "UDP 127.0.0.1:" + with.mediaPort;
    }

    @Test
    void freePortsHold() throws InterruptedException {
        with.tcpPort = OptionalInt.of(LoopbackDeployment.freeTcp());
        assertThat(lines())
                .containsExactly(
                        "holds ports.free " + http(),
                        "holds ports.free " + media(),
                        "holds ports.free TCP 127.0.0.1:" + with.tcpPort.getAsInt());
    }

    @Test
    void portsOfOtherProgramsFail() throws Exception {
        try (ServerSocket tcp = new ServerSocket(with.httpPort, 5, LoopbackDeployment.LOOPBACK);
                DatagramSocket udp = new DatagramSocket(with.mediaPort, LoopbackDeployment.LOOPBACK)) {
            assertThat(tcp.isBound() && udp.isBound()).isTrue();
            assertThat(Trials.lines(Trials.run(new PortsCheck(), with.build(), Trials.SHORT)))
                    .containsExactly("fails ports.taken " + http(), "fails ports.taken " + media());
        }
    }

    @Test
    void portsOfTheServerThatRunsAreOurs() throws Exception {
        with.tcpPort = OptionalInt.of(LoopbackDeployment.freeTcp());
        with.admin = Optional.of(new HostPort("127.0.0.1", LoopbackDeployment.freeTcp()));
        try (Streamer running = TrialServer.builder(with.build()).build()) {
            running.start();
            assertThat(lines())
                    .containsExactly(
                            "holds ports.ours " + http(),
                            "holds ports.ours " + media(),
                            "holds ports.ours TCP 127.0.0.1:" + with.tcpPort.getAsInt(),
                            "holds ports.ours TCP " + with.admin.get());
        }
    }

    @Test
    void aServerThatListensElsewhereFails() throws Exception {
        try (Streamer running = TrialServer.builder(with.build()).build()) {
            running.start();
            with.mediaPort = LoopbackDeployment.freeUdp();
            assertThat(lines()).containsExactly("holds ports.ours " + http(), "fails ports.not-listening " + media());
        }
    }

    @Test
    void aServerThatIsStartingIsAskedAgain() throws Exception {
        try (FakeNatcast running = new FakeNatcast(with.httpPort, 201, "")) {
            running.startingFor(2);
            assertThat(lines()).containsExactly("holds ports.ours " + http(), "fails ports.not-listening " + media());
        }
    }

    @Test
    void ofAServerThatKeepsStartingNothingCanBeTold() throws Exception {
        try (FakeNatcast running = new FakeNatcast(with.httpPort, 201, "")) {
            running.startingFor(1000);
            assertThat(Trials.lines(Trials.run(new PortsCheck(), with.build(), Trials.SHORT)))
                    .containsExactly("unknown ports.starting " + http(), "unknown ports.starting " + media());
        }
    }

    /** Somebody who says nothing may be the server itself, behind a firewall of this host. */
    @Test
    void amongItsOwnPortsOfASilentOneNothingCanBeTold() throws Exception {
        try (Streamer running = TrialServer.builder(with.build()).build()) {
            running.start();
            with.mediaPort = LoopbackDeployment.freeUdp();
            try (DatagramSocket other = new DatagramSocket(with.mediaPort, LoopbackDeployment.LOOPBACK)) {
                assertThat(other.isBound()).isTrue();
                assertThat(Trials.lines(Trials.run(new PortsCheck(), with.build(), Duration.ofSeconds(2))))
                        .containsExactly("holds ports.ours " + http(), "unknown ports.silent " + media());
            }
        }
    }

    @Test
    void anAddressOfAnotherHostFails() throws InterruptedException {
        Deployment built = with.build();
        Deployment elsewhere = new Deployment(
                built.topology(),
                List.of(),
                new Listening("192.0.2.7", 9000, "192.0.2.7", 9001, OptionalInt.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(Trials.lines(Trials.run(new PortsCheck(), elsewhere, Trials.SHORT)))
                .containsExactly(
                        "fails ports.no-address TCP 192.0.2.7:9000", "fails ports.no-address UDP 192.0.2.7:9001");
    }
}
