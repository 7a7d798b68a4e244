package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.Threads;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.ice.Base;
import io.github.natcast.streamer.internal.transport.ice.CandidateKind;
import io.github.natcast.streamer.internal.transport.ice.CandidatePair;
import io.github.natcast.streamer.internal.transport.ice.IceAgent;
import io.github.natcast.streamer.internal.transport.ice.IceContext;
import io.github.natcast.streamer.internal.transport.ice.IceEvents;
import io.github.natcast.streamer.internal.transport.ice.IceRole;
import io.github.natcast.streamer.internal.transport.ice.RemoteCandidate;
import io.github.natcast.streamer.internal.transport.stun.StunPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The controlling side of ICE on a loopback socket, for the warm-up and for tests: an agent that nominates its one
 * pair, on a thread of its own until it is closed. Hands on every packet that is not STUN. Thread-safe.
 */
public final class LoopbackIceClient implements AutoCloseable {
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Base base = new SocketBase();
    private final InetSocketAddress server;
    private final IceCredentials remote;
    private final Consumer<byte[]> packets;
    private final IceAgent agent;

    /**
     * Opens a socket on loopback.
     *
     * @param packets takes every packet that is not STUN, on the client's thread
     */
    public LoopbackIceClient(
            InetSocketAddress server, IceCredentials local, IceCredentials remote, Consumer<byte[]> packets)
            throws IOException {
        this.server = server;
        this.remote = remote;
        this.packets = packets;
        SecureRandom random = new SecureRandom();
        this.agent = new IceAgent(
                local,
                new IceRole(true, random.nextLong()),
                IceContext.of(random),
                new IgnoredEvents(),
                System.nanoTime());
    }

    public InetSocketAddress address() {
        return base.address();
    }

    /** Begins to check the server, and nominates the pair when it answers. Called once. */
    public void check() {
        long now = System.nanoTime();
        synchronized (agent) {
            agent.start(remote, now);
            agent.addRemoteCandidate(
                    new RemoteCandidate(server, CandidateKind.HOST, CandidateKind.HOST.priority(0)),
                    List.of(base),
                    now);
        }
        Threads.daemon("natcast-warmup", this::receive).start();
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        StunPacket stun = new StunPacket();
        while (!socket.isClosed()) {
            try {
                socket.setSoTimeout(untilDue());
                socket.receive(packet);
                take(packet, stun);
            } catch (SocketTimeoutException e) {
                // The agent has something to do.
            } catch (IOException e) {
                return;
            }
        }
    }

    private int untilDue() {
        synchronized (agent) {
            long now = System.nanoTime();
            agent.tick(now);
            long wait = agent.dueNanos(now + LONGEST_WAIT_NANOS) - now;
            return 1 + (int) Duration.ofNanos(Math.max(0, wait)).toMillis();
        }
    }

    private void take(DatagramPacket packet, StunPacket stun) {
        byte[] bytes = packet.getData();
        int length = packet.getLength();
        if (!StunPacket.isStun(bytes[0])) {
            packets.accept(Arrays.copyOf(bytes, length));
        } else if (stun.read(bytes, length) && stun.isIntact()) {
            InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
            synchronized (agent) {
                if (stun.type() == StunPacket.BINDING_REQUEST) {
                    agent.receiveRequest(stun, base, from, System.nanoTime());
                } else {
                    agent.receiveResponse(stun, base, from, System.nanoTime());
                }
            }
        }
    }

    /** Sends a packet as it is. */
    public void send(byte[] packet, int offset, int length) throws IOException {
        socket.send(new DatagramPacket(packet, offset, length, server));
    }

    @Override
    public void close() {
        socket.close();
    }

    private final class SocketBase implements Base {
        private final InetSocketAddress address = (InetSocketAddress) socket.getLocalSocketAddress();

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void send(byte[] packet, int offset, int length, InetSocketAddress to) {
            try {
                socket.send(new DatagramPacket(packet, offset, length, to));
            } catch (IOException e) {
                // Closed, or lost: the agent checks again.
            }
        }
    }

    /** There is one pair, and whoever uses the client sends when it wants to. */
    private static final class IgnoredEvents implements IceEvents {
        @Override
        public void onFirstCheck(InetSocketAddress from) {}

        @Override
        public void onProved(CandidatePair pair) {}

        @Override
        public void onForgotten(CandidatePair pair) {}

        @Override
        public void onPath(CandidatePair pair) {}

        @Override
        public void onPathLost() {}

        @Override
        public void onRevoked() {}

        @Override
        public void onTurn() {}

        @Override
        public void onFragmentEnded(String localFragment) {}
    }
}
