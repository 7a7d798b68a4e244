package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * Agents behind NATs, and between them a network that loses, repeats and reorders packets as a seed decides; on a clock
 * of its own.
 */
final class SimulatedNetwork {
    private static final Duration HELLO_INTERVAL = Duration.ofMillis(500);
    private static final byte[] HELLO = hello();

    private static byte[] hello() {
        byte[] record = new byte[200];
        record[0] = 22;
        return record;
    }

    final Random random;
    long now;
    double loss;
    double repetition;
    Duration longestDelay = Duration.ofMillis(1);

    private final List<Host> hosts = new ArrayList<>();
    private final PriorityQueue<Packet> underWay = new PriorityQueue<>(Comparator.comparingLong(Packet::nanos));

    /** A packet and when it arrives; the clock of a test does not overflow. */
    private record Packet(long nanos, InetSocketAddress from, InetSocketAddress to, byte[] bytes) {}

    SimulatedNetwork(long seed) {
        this.random = new Random(seed);
    }

    /** One agent with one base. */
    final class Host implements Base {
        final RecordedEvents events = new RecordedEvents();
        final IceCredentials credentials;
        final IceRole role;
        final IceAgent agent;
        private final InetSocketAddress inner;
        /** The address that others see; the inner one without a NAT. */
        InetSocketAddress outer;
        /** Whether it lets in only who was sent something from the outer address (RFC 4787 §5). */
        boolean filtering;

        int sent;

        private final Set<InetSocketAddress> letIn = new HashSet<>();
        private final StunPacket stun = new StunPacket();
        private long nextHello;

        private Host(String address, String fragment, boolean controlling) {
            inner = new InetSocketAddress(address, 10111);
            outer = inner;
            credentials = new IceCredentials(fragment, fragment + "-password-password-password");
            role = new IceRole(controlling, random.nextLong());
            agent = new IceAgent(credentials, role, IceContext.of(random), events, now);
        }

        /** From now on the NAT uses another port. */
        void rebind() {
            outer = new InetSocketAddress(outer.getAddress(), outer.getPort() + 1);
            letIn.clear();
        }

        @Override
        public InetSocketAddress address() {
            return inner;
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
            sent++;
            letIn.add(remote);
            transmit(new Packet(now, outer, remote, Arrays.copyOfRange(packet, offset, offset + length)));
        }

        /** A browser says hello (DTLS) once it has a path, and again, as long as it hears nothing. */
        private long greet() {
            var path = agent.path();
            if (path != null && now >= nextHello) {
                nextHello = now + HELLO_INTERVAL.toNanos();
                send(HELLO, 0, HELLO.length, path.remote());
                sent--;
            }
            return path == null ? Long.MAX_VALUE : nextHello;
        }

        private void take(Packet packet) {
            if (filtering && !letIn.contains(packet.from())) {
                return;
            }
            if (!StunPacket.isStun(packet.bytes()[0])) {
                events.proved.stream()
                        .filter(pair -> pair.remote().equals(packet.from()))
                        .reduce((earlier, later) -> later)
                        .ifPresent(pair -> agent.used(pair, packet.bytes().length, now));
                return;
            }
            if (!stun.read(packet.bytes(), packet.bytes().length) || !stun.isIntact()) {
                throw new AssertionError("an agent sent what it could not read");
            }
            if (stun.type() == StunPacket.BINDING_REQUEST) {
                agent.receiveRequest(stun, this, packet.from(), now);
            } else {
                agent.receiveResponse(stun, this, packet.from(), now);
            }
        }

        /** Begins to check the other where others see it. */
        void knows(Host other) {
            agent.addRemoteCandidate(
                    new RemoteCandidate(other.outer, CandidateKind.HOST, CandidateKind.HOST.priority(1)),
                    List.of(this),
                    now);
        }

        boolean hasPathTo(Host other) {
            var path = agent.path();
            return path != null && path.remote().equals(other.outer);
        }
    }

    Host host(String address, String fragment, boolean controlling) {
        Host host = new Host(address, fragment, controlling);
        hosts.add(host);
        return host;
    }

    private void transmit(Packet packet) {
        int copies = random.nextDouble() < repetition ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextDouble() >= loss) {
                long delay = random.nextLong(longestDelay.toNanos());
                underWay.add(new Packet(now + delay, packet.from(), packet.to(), packet.bytes()));
            }
        }
    }

    void elapse(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            long due = end;
            for (Host host : hosts) {
                host.agent.tick(now);
                due = Math.min(host.agent.dueNanos(due), host.greet());
            }
            Packet next = underWay.peek();
            if (next != null && next.nanos() <= Math.max(now, due)) {
                underWay.remove();
                now = Math.max(now, next.nanos());
                hosts.stream().filter(host -> host.outer.equals(next.to())).forEach(host -> host.take(next));
            } else {
                now = Math.max(now + 1, due);
            }
        }
    }
}
