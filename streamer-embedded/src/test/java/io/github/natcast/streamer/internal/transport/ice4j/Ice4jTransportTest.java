package io.github.natcast.streamer.internal.transport.ice4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyStunServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the shared port of our own on loopback, which is a full ICE agent in the controlled role. */
@Timeout(120)
final class Ice4jTransportTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Heard here = new Heard();
    private final Heard there = new Heard();

    static Gathering gathering(GatheringServers servers) {
        return new Gathering(List.of(LOOPBACK), servers, LIMIT, EgressSockets.fastest());
    }

    private static SharedPortTransport engine() throws Exception {
        return SharedPortTransport.bind(LOOPBACK, 0, 1);
    }

    private static void check(IceSession session, IceSession peer, String candidate) {
        session.start(peer.localCredentials());
        session.addRemoteCandidate(candidate);
    }

    private static byte[] packet(int first, int length) {
        byte[] packet = new byte[length];
        Arrays.fill(packet, (byte) first);
        return packet;
    }

    @Test
    void packetsGoBothWays() throws Exception {
        try (SharedPortTransport engine = engine();
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()));
                IceSession peer = engine.open(there)) {
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            session.send(packet(22, 100), 0, 100);
            check(session, peer, peer.localCandidates().get(0));

            MediaPath path = here.paths.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(path).isNotNull();
            assertThat(path.remote()).isEqualTo(engine.localAddresses().get(0));
            assertThat(path.local()).isIn(transport.localAddresses());
            assertThat(path.localType()).isEqualTo("host");
            assertThat(session.path()).contains(path);
            assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS))
                    .as("what DTLS sent before there was a path")
                    .isEqualTo(packet(22, 100));

            try (MediaEgress egress = transport.openEgress()) {
                assertThat(egress.sendRun(packet(0x80, 2500), 0, 2500, 1000, path))
                        .isEqualTo(3);
                assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).hasSize(1000);
                assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).hasSize(1000);
                assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).hasSize(500);
            }
            peer.send(packet(23, 60), 0, 60);
            assertThat(here.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(23, 60));
        }
    }

    /** As when the NAT in between gets another address: a consent check is answered with it. */
    @Test
    void whoIsSeenElsewhereIsTold() throws Exception {
        BlockingQueue<String> moved = new LinkedBlockingQueue<>();
        try (SharedPortTransport engine = engine();
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()));
                IceSession peer = engine.open(there);
                Gate nat = new Gate(engine.localAddresses().get(0), List.of())) {
            transport.onMoved(() -> moved.add("moved"));
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            check(session, peer, nat.candidate());
            assertThat(here.paths.poll(PATIENCE_SECONDS, SECONDS)).isNotNull();
            assertThat(moved.poll(1, SECONDS)).as("before").isNull();

            nat.move();
            assertThat(moved.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("moved");
        }
    }

    @Test
    void whatComesFromElsewhereIsNotHeard() throws Exception {
        try (SharedPortTransport engine = engine();
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()));
                IceSession peer = engine.open(there);
                DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            check(session, peer, peer.localCandidates().get(0));
            assertThat(here.paths.poll(PATIENCE_SECONDS, SECONDS)).isNotNull();

            stranger.send(new java.net.DatagramPacket(
                    packet(23, 50), 50, transport.localAddresses().get(0)));
            peer.send(packet(23, 60), 0, 60);
            assertThat(here.packets.poll(PATIENCE_SECONDS, SECONDS)).hasSize(60);
        }
    }

    @Test
    void theNatsAddressIsOffered() throws Exception {
        InetSocketAddress mapped = new InetSocketAddress(InetAddress.getByName("203.0.113.9"), 4711);
        try (TinyStunServer server = new TinyStunServer(mapped);
                DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
                Ice4jTransport transport = Ice4jTransport.gather(gathering(new GatheringServers(
                        List.of(server.address(), (InetSocketAddress) silent.getLocalSocketAddress()), List.of())))) {
            int port = transport.localAddresses().get(0).getPort();
            assertThat(transport.localCandidates())
                    .hasSize(2)
                    .anySatisfy(line ->
                            assertThat(line).matches("candidate:\\S+ 1 udp \\d+ 127\\.0\\.0\\.1 " + port + " typ host"))
                    .anySatisfy(
                            line -> assertThat(line)
                                    .matches(
                                            "candidate:\\S+ 1 udp \\d+ 203\\.0\\.113\\.9 4711 typ srflx raddr 0\\.0\\.0\\.0 rport 9"));
            assertThat(server.lastClient()).isEqualTo(transport.localAddresses().get(0));
        }
    }

    /** ice4j would wait for them for as long as the program runs. */
    @Test
    void whoeverWaitsForSilentServersEndsWithTheSession() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
                ServerSocket mute = new ServerSocket(0, 5, LOOPBACK)) {
            InetSocketAddress udp = (InetSocketAddress) silent.getLocalSocketAddress();
            InetSocketAddress tcp = (InetSocketAddress) mute.getLocalSocketAddress();
            GatheringServers servers = new GatheringServers(
                    List.of(udp),
                    List.of(
                            new GatheringServers.Turn(udp, false, "user", "password"),
                            new GatheringServers.Turn(tcp, true, "user", "password")));
            Ice4jTransport.gather(gathering(servers)).close();
            Resources.awaitNoThreadsNamed("natcast-gather", 5_000);
            assertThat(Resources.threadsNamed("natcast-gather")).isZero();
        }
    }

    @ParameterizedTest(name = "gathered before the answer: {0}")
    @ValueSource(booleans = {true, false})
    void aRestartMovesToNewSockets(boolean gathered) throws Exception {
        try (SharedPortTransport engine = engine();
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()));
                IceSession peer = engine.open(there)) {
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            check(session, peer, peer.localCandidates().get(0));
            MediaPath before = here.paths.poll(PATIENCE_SECONDS, SECONDS);
            IceCredentials former = transport.localCredentials();
            if (gathered) {
                transport.gatherAgain(gathering(GatheringServers.none()));
                assertThat(session.path()).as("the old path goes on").contains(before);
                peer.restart(transport.localCredentials());
                session.restart(peer.localCredentials());
            } else {
                session.restart(new IceCredentials("placeholder", "placeholder-placeholder"));
                transport.gatherAgain(gathering(GatheringServers.none()));
                peer.restart(transport.localCredentials());
                session.restart(peer.localCredentials());
            }
            session.addRemoteCandidate(peer.localCandidates().get(0));

            MediaPath after = here.paths.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(after).isNotNull().isNotEqualTo(before);
            assertThat(transport.localCredentials()).isNotEqualTo(former);
            peer.send(packet(23, 60), 0, 60);
            assertThat(here.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(23, 60));
            try (MediaEgress egress = transport.openEgress()) {
                assertThat(egress.send(packet(0x80, 1000), 0, 1000, after)).isTrue();
                assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).hasSize(1000);
            }
        }
    }

    @Test
    void nobodyAtTheOtherEndIsSaid() throws Exception {
        try (DatagramSocket silent = new DatagramSocket(0, LOOPBACK);
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()))) {
            IceSession session = transport.open(here);
            session.start(new IceCredentials("someone", "a-password-of-22-letters"));
            session.addRemoteCandidate("candidate:1 1 udp 2130706431 127.0.0.1 " + silent.getLocalPort() + " typ host");
            assertThat(here.failures.poll(PATIENCE_SECONDS, SECONDS)).contains("media port");
            assertThat(session.path()).isEmpty();
        }
    }

    private void openAndClose() throws Exception {
        try (SharedPortTransport engine = engine();
                Ice4jTransport transport = Ice4jTransport.gather(gathering(GatheringServers.none()));
                IceSession peer = engine.open(there);
                MediaEgress egress = transport.openEgress()) {
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            check(session, peer, peer.localCandidates().get(0));
            MediaPath path = here.paths.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(path).isNotNull();
            assertThat(egress.send(packet(0x80, 100), 0, 100, path)).isTrue();
        }
    }

    /** The pools that all agents of a process share are left, and shrink by themselves within a minute. */
    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("ice4j.")
                        && !thread.getName().startsWith("pool-")
                        && !thread.getName().startsWith("junit"))
                .filter(thread -> thread.getName().startsWith("IceConnector")
                        || thread.getName().startsWith("natcast")
                        || thread.getName().startsWith("Thread-"))
                .count();
    }

    @Test
    void fiftySessionsLeaveNothing() throws Exception {
        openAndClose();
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        long descriptors = Resources.openFileDescriptors();
        long threads = ownThreads();
        for (int i = 0; i < 50; i++) {
            openAndClose();
        }
        long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while ((ownThreads() > threads || Resources.openFileDescriptors() > descriptors + Resources.LAZILY_OPENED)
                && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(ownThreads()).isLessThanOrEqualTo(threads);
        assertThat(Resources.openFileDescriptors()).isLessThanOrEqualTo(descriptors + Resources.LAZILY_OPENED);
    }
}
