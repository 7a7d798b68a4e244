package io.github.natcast.streamer.internal.transport.ice4j;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.ice4j.GatheringServers.Turn;
import io.github.natcast.streamer.internal.transport.nat.Coturn;
import io.github.natcast.streamer.internal.transport.nat.LoopbackTurnServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a firewall lets through only what comes from the allocation. */
@Timeout(120)
final class RelayedSessionTest {
    private static final long PATIENCE_SECONDS = 20;

    private final Heard here = new Heard();
    private final Heard there = new Heard();

    private static byte[] packet(int first, int length) {
        byte[] packet = new byte[length];
        Arrays.fill(packet, (byte) first);
        return packet;
    }

    /** What is done once there is a path. */
    private interface Connected {
        void use(Ice4jTransport transport, IceSession session, IceSession peer, MediaPath path) throws Exception;
    }

    private void connect(Turn server, Connected connected) throws Exception {
        GatheringServers servers = new GatheringServers(List.of(), List.of(server));
        try (SharedPortTransport engine = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
                Ice4jTransport transport = Ice4jTransport.gather(Ice4jTransportTest.gathering(servers));
                Gate gate = new Gate(engine.localAddresses().get(0), transport.localAddresses());
                IceSession peer = engine.open(there)) {
            assertThat(transport.localCandidates()).last().asString().contains(" typ relay raddr 0.0.0.0 rport 9");
            peer.start(transport.localCredentials());
            IceSession session = transport.open(here);
            session.start(peer.localCredentials());
            session.addRemoteCandidate(gate.candidate());
            MediaPath path = here.paths.poll(PATIENCE_SECONDS, SECONDS);
            assertThat(path).isNotNull();
            assertThat(path.localType()).isEqualTo("relay");
            assertThat(path.tcp()).isEqualTo(server.tcp());
            connected.use(transport, session, peer, path);
        }
    }

    private void exchange(Ice4jTransport transport, IceSession session, IceSession peer, MediaPath path)
            throws Exception {
        peer.send(packet(22, 60), 0, 60);
        assertThat(here.packets.poll(PATIENCE_SECONDS, SECONDS))
                .as("a ClientHello that comes before the channel")
                .isEqualTo(packet(22, 60));
        session.send(packet(22, 101), 0, 101);
        assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(22, 101));

        try (MediaEgress egress = transport.openEgress()) {
            long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
            while (!egress.send(packet(0x80, 1001), 0, 1001, path) && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(0x80, 1001));
            assertThat(egress.sendRun(packet(0x81, 2002), 0, 2002, 1001, path)).isEqualTo(2);
            assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(0x81, 1001));
            assertThat(there.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(0x81, 1001));
        }
        peer.send(packet(23, 63), 0, 63);
        assertThat(here.packets.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo(packet(23, 63));
    }

    @Test
    void overUdp() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer()) {
            connect(new Turn(server.address(), false, "vtuser", "vtpass"), this::exchange);
            long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
            while (server.isAllocated() && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            assertThat(server.isAllocated()).as("given back").isFalse();
        }
    }

    @Test
    void overTcp() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer();
                TurnTcpFront front = new TurnTcpFront(server.address())) {
            connect(new Turn(front.address(), true, "vtuser", "vtpass"), this::exchange);
        }
    }

    @ParameterizedTest(name = "over TCP: {0}")
    @ValueSource(booleans = {false, true})
    void throughCoturn(boolean tcp, @TempDir Path folder) throws Exception {
        assumeTrue(Coturn.isInstalled(), "This host has no turnserver; install the package coturn.");
        try (Coturn server = new Coturn(folder)) {
            awaitAnswer(server.address());
            String user = Instant.now().plusSeconds(600).getEpochSecond() + ":natcast";
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Coturn.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String password = Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
            connect(new Turn(server.address(), tcp, user, password), this::exchange);
        }
    }

    private static void awaitAnswer(InetSocketAddress server) throws Exception {
        long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            try (java.net.Socket connected = new java.net.Socket()) {
                connected.connect(server, 1000);
                return;
            } catch (java.io.IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    /** More than all buffers on the way take: it is lost, and nobody waits. */
    @Test
    void aServerThatStopsReadingHoldsUpNobody() throws Exception {
        try (LoopbackTurnServer server = new LoopbackTurnServer();
                TurnTcpFront front = new TurnTcpFront(server.address())) {
            connect(new Turn(front.address(), true, "vtuser", "vtpass"), (transport, session, peer, path) -> {
                exchange(transport, session, peer, path);
                front.hang();
                try (MediaEgress egress = transport.openEgress()) {
                    int packets = 0;
                    while (packets < 20_000 && egress.send(packet(0x80, 1000), 0, 1000, path)) {
                        packets++;
                    }
                    assertThat(packets).isLessThan(20_000);
                    assertThat(egress.isWritable(path)).isFalse();
                    assertThat(egress.backlog(path)).isPositive();
                    session.send(packet(22, 100), 0, 100);
                }
            });
        }
    }
}
