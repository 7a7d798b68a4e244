package io.github.natcast.streamer.internal.transport.ice;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.ice4j.Ice4jSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.AbstractCandidateHarvester;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.ice4j.socket.MultiplexingDatagramSocket;

/**
 * One ICE session of ice4j's agent, with one socket on loopback that may lose packets both ways. Ice4j has no ICE
 * restart: a second peer with other credentials is what a viewer is afterwards.
 */
final class Ice4jPeer implements AutoCloseable {
    private final CountDownLatch agreed = new CountDownLatch(1);
    private final Agent agent;
    private final IceMediaStream stream;
    private final Component component;
    private final LossySocket socket;

    /** Loses a share of the packets, as the seed decides. */
    private static final class LossySocket extends DatagramSocket {
        private final double loss;
        private final Random random;

        LossySocket(double loss, Random random) throws SocketException {
            super(0, InetAddress.getLoopbackAddress());
            this.loss = loss;
            this.random = random;
        }

        private synchronized boolean loses() {
            return random.nextDouble() < loss;
        }

        @Override
        public void send(DatagramPacket packet) throws IOException {
            if (!loses()) {
                super.send(packet);
            }
        }

        @Override
        public void receive(DatagramPacket packet) throws IOException {
            do {
                super.receive(packet);
            } while (loses());
        }
    }

    /** Opens the socket on loopback, which ice4j's own harvester passes over. */
    private static final class LoopbackHarvester extends AbstractCandidateHarvester {
        private final DatagramSocket socket;

        LoopbackHarvester(DatagramSocket socket) {
            this.socket = socket;
        }

        @Override
        public boolean isHostHarvester() {
            return true;
        }

        @Override
        public Collection<LocalCandidate> harvest(Component component) {
            try {
                HostCandidate candidate =
                        new HostCandidate(new IceUdpSocketWrapper(new MultiplexingDatagramSocket(socket)), component);
                component.addLocalCandidate(candidate);
                component.getParentStream().getParentAgent().getStunStack().addSocket(candidate.getStunSocket(null));
                return List.of(candidate);
            } catch (SocketException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    Ice4jPeer(boolean controlling) throws Exception {
        this(controlling, 0, new Random(0));
    }

    /** @param loss the share of the packets that are lost, 0 to 1 */
    Ice4jPeer(boolean controlling, double loss, Random random) throws Exception {
        Ice4jSettings.apply();
        agent = new Agent();
        agent.setUseDynamicPorts(false);
        agent.setControlling(controlling);
        socket = new LossySocket(loss, random);
        agent.addCandidateHarvester(new LoopbackHarvester(socket));
        agent.addStateChangeListener(change -> {
            if (change.getNewValue() == IceProcessingState.COMPLETED) {
                agreed.countDown();
            }
        });
        stream = agent.createMediaStream("media");
        component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, true);
    }

    InetSocketAddress address() {
        return component.getLocalCandidates().get(0).getTransportAddress();
    }

    /** Sends a packet that is not ICE's. */
    void send(byte[] packet, InetSocketAddress remote) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, remote));
    }

    IceCredentials credentials() {
        return new IceCredentials(agent.getLocalUfrag(), agent.getLocalPassword());
    }

    /** Begins to check the other side. */
    void check(IceCredentials other, InetSocketAddress candidate) {
        stream.setRemoteUfrag(other.usernameFragment());
        stream.setRemotePassword(other.password());
        component.addRemoteCandidate(new RemoteCandidate(
                new TransportAddress(candidate, Transport.UDP),
                component,
                CandidateType.HOST_CANDIDATE,
                "1",
                CandidateKind.HOST.priority(),
                null));
        agent.startConnectivityEstablishment();
    }

    /** Whether it has a selected pair in time. */
    boolean awaitAgreement(long seconds) throws InterruptedException {
        return agreed.await(seconds, TimeUnit.SECONDS);
    }

    InetSocketAddress selectedRemote() {
        return component.getSelectedPair().getRemoteCandidate().getTransportAddress();
    }

    @Override
    public void close() {
        agent.free();
    }
}
