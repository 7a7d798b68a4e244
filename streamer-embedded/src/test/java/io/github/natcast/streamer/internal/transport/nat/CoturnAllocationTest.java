package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.natcast.streamer.internal.TurnSecret;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.nat.TurnRequests.Credential;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a streamer that is killed leaves behind on coturn, and what the next one on its port makes of it. */
@Timeout(120)
final class CoturnAllocationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TurnSecret SECRET = new TurnSecret(Coturn.SECRET, TurnSecret.DEFAULT_TTL);

    @TempDir
    private Path folder;

    @BeforeAll
    static void coturnIsThere() {
        assumeTrue(
                Coturn.isInstalled(),
                "This host has no turnserver, so what a killed streamer leaves behind is not tried on coturn;"
                        + " install the package coturn.");
    }

    /** The media port. */
    private record SocketBase(DatagramSocket socket) implements Base {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            try {
                socket.send(new DatagramPacket(packet, offset, length, remote));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Credential credential(Instant now) {
        IceServer server = SECRET.forThisSide(IceServer.stun("turn:192.0.2.1"), now);
        return new Credential(
                server.username().orElseThrow(), server.credential().orElseThrow());
    }

    private static TurnAllocation allocation(SocketBase base, Coturn coturn, Instant now) {
        return new TurnAllocation(
                base, coturn.address(), () -> credential(now), new TurnPeers(), new Random(), System.nanoTime());
    }

    private static void run(SocketBase base, TurnAllocation allocation, BooleanSupplier until) throws IOException {
        DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
        base.socket().setSoTimeout(20);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean() && System.nanoTime() - end < 0) {
            allocation.poll(System.nanoTime(), end);
            try {
                base.socket().receive(datagram);
            } catch (SocketTimeoutException nothing) {
                continue;
            }
            StunPacket packet = new StunPacket();
            assertThat(packet.read(datagram.getData(), datagram.getLength())).isTrue();
            if (allocation.expects(base, (InetSocketAddress) datagram.getSocketAddress(), packet)) {
                allocation.answered(packet, System.nanoTime());
            }
        }
    }

    @Test
    void theNextStreamerGivesItBackAndAllocatesWithinSeconds() throws Exception {
        try (Coturn coturn = new Coturn(folder);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            SocketBase base = new SocketBase(socket);
            TurnAllocation killed = allocation(base, coturn, Instant.now());
            run(base, killed, () -> killed.relay() != null);
            assertThat(killed.relay()).isNotNull();

            TurnAllocation next = allocation(base, coturn, Instant.now().plusSeconds(5));
            run(base, next, () -> next.relay() != null);

            assertThat(next.relay()).isNotNull();
        }
    }

    /** Which is why the name stays the same for long. */
    @Test
    void underAnotherNameItWouldHaveToWait() throws Exception {
        try (Coturn coturn = new Coturn(folder);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            SocketBase base = new SocketBase(socket);
            TurnAllocation killed = allocation(base, coturn, Instant.now());
            run(base, killed, () -> killed.relay() != null);

            TurnAllocation next = allocation(base, coturn, Instant.now().plus(Duration.ofDays(31)));
            run(base, next, () -> next.failure().isPresent());

            assertThat(next.failure())
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("it holds an allocation of this port"));
        }
    }
}
