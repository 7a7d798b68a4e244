package io.github.natcast.streamer.internal.transport.nat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.stun.Stun;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import io.github.natcast.streamer.internal.transport.stun.StunWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels on a server that keeps each for ten minutes, and refuses its number to others until then (RFC 8656 §12). */
@Timeout(60)
final class TurnChannelsTest {
    private static final InetSocketAddress VIEWER = new InetSocketAddress("198.51.100.7", 50000);
    private static final long LIFETIME = Duration.ofMinutes(10).toNanos();

    private final FakeNetwork network = new FakeNetwork();
    private final FakeTurnServer server = new FakeTurnServer();
    private final Map<Integer, Binding> bindings = new HashMap<>();
    private final TurnPeers peers = new TurnPeers();
    private final TurnAllocation allocation = new TurnAllocation(
            base(), FakeNetwork.SERVER, () -> FakeTurnServer.USER, peers, new Random(1), network.now);
    private int refusals;

    private record Binding(InetSocketAddress peer, long endNanos) {}

    private Base base() {
        network.serve(FakeNetwork.SERVER, request -> {
            StunPacket packet = FakeNetwork.read(request.packet());
            boolean refused = packet.type() == Stun.CHANNEL_BIND_REQUEST
                    && packet.attribute(Stun.USERNAME).isPresent()
                    && !bind(packet);
            return refused
                    ? new StunWriter(Stun.CHANNEL_BIND_REQUEST | Stun.ERROR, request.transaction())
                            .attribute(Stun.ERROR_CODE, 4 << 8)
                            .toBytes()
                    : server.answer(request);
        });
        return network.base("192.168.1.10");
    }

    private boolean bind(StunPacket request) {
        int number =
                request.attribute(Stun.CHANNEL_NUMBER).map(ByteBuffer::getInt).orElseThrow() >>> 16;
        InetSocketAddress peer = request.xorAddress(Stun.XOR_PEER_ADDRESS).orElseThrow();
        Binding known = bindings.get(number);
        if (known != null && !known.peer().equals(peer) && known.endNanos() - network.now > 0) {
            refusals++;
            return false;
        }
        bindings.put(number, new Binding(peer, network.now + LIFETIME));
        return true;
    }

    private void elapse(Duration time) {
        long end = network.now + time.toNanos();
        while (end - network.now > 0) {
            long due = allocation.poll(network.now, end);
            while (delivered()) {
                due = allocation.poll(network.now, end);
            }
            network.now = due;
        }
    }

    private boolean delivered() {
        var arrivals = network.deliver();
        for (FakeNetwork.Arrival arrival : arrivals) {
            if (allocation.expects(arrival.to(), arrival.from(), arrival.packet())) {
                allocation.answered(arrival.packet(), network.now);
            }
        }
        return !arrivals.isEmpty();
    }

    private Relay relay() {
        return Objects.requireNonNull(allocation.relay(), "no relay");
    }

    private IntStream takenForViewers() {
        return IntStream.range(0x4000, 0x5000).filter(number -> VIEWER.equals(relay().peer(number)));
    }

    @Test
    void aNumberThatTheServerHasForAnotherIsLeftToThatOne() {
        bindings.put(0x4000, new Binding(new InetSocketAddress("203.0.113.66", 1), network.now + LIFETIME));
        elapse(Duration.ofSeconds(1));

        peers.reach(VIEWER, network.now);
        elapse(Duration.ofSeconds(1));
        assertThat(refusals).isEqualTo(1);
        assertThat(takenForViewers()).as("what comes on it is another's").isEmpty();
        elapse(Duration.ofSeconds(5));

        assertThat(relay().channel(VIEWER)).isEqualTo(0x4001);
        assertThat(takenForViewers()).containsExactly(0x4001);
        elapse(Duration.ofMinutes(30));
        assertThat(refusals).isEqualTo(1);
        assertThat(relay().channel(VIEWER)).isEqualTo(0x4001);
    }

    /** Ten a second, of which the last sixteen are in use. */
    @Test
    void whenAllNumbersAreUsedUpAPeerWaitsUntilTheServerHasForgottenOne() {
        elapse(Duration.ofSeconds(1));
        Deque<InetSocketAddress> used = new ArrayDeque<>();
        for (int i = 0; i < ChannelNumbers.COUNT + 100; i++) {
            used.add(new InetSocketAddress("203.0.113.66", 1024 + i));
            peers.reach(used.getLast(), network.now);
            if (used.size() > 16) {
                peers.leave(used.remove());
            }
            elapse(Duration.ofMillis(100));
        }
        peers.reach(VIEWER, network.now);
        elapse(Duration.ofSeconds(10));

        assertThat(refusals).isZero();
        assertThat(relay().channel(VIEWER)).isZero();
        assertThat(takenForViewers()).isEmpty();
        elapse(ChannelNumbers.KEPT);
        assertThat(relay().channel(VIEWER)).isPositive();
        assertThat(takenForViewers()).containsExactly(relay().channel(VIEWER));
        assertThat(refusals).isZero();
    }

    @Test
    void anotherAllocationHasAllNumbersAgain() {
        elapse(Duration.ofSeconds(1));
        for (int i = 0; i < ChannelNumbers.COUNT; i++) {
            InetSocketAddress gone = new InetSocketAddress("203.0.113.66", 1024 + i);
            peers.reach(gone, network.now);
            elapse(Duration.ofMillis(1));
            peers.leave(gone);
        }
        server.restart();
        bindings.clear();
        peers.reach(VIEWER, network.now);
        elapse(Duration.ofSeconds(30));

        assertThat(relay().channel(VIEWER)).isPositive();
    }
}
