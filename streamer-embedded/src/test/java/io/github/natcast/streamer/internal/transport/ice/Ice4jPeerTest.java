package io.github.natcast.streamer.internal.transport.ice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.port.LoopbackIceClient;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second opinion: our agent over real sockets against that of ice4j, in both roles. */
@Timeout(60)
final class Ice4jPeerTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final IceCredentials OURS = new IceCredentials("oursours", "our-password-our-password");

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    private final CountDownLatch agreed = new CountDownLatch(1);
    private Agent ice4j;
    private IceMediaStream stream;
    private Component component;

    /** Opens one socket on loopback, which ice4j's own harvester passes over. */
    private static final class LoopbackHarvester extends AbstractCandidateHarvester {
        @Override
        public boolean isHostHarvester() {
            return true;
        }

        @Override
        public Collection<LocalCandidate> harvest(Component component) {
            try {
                HostCandidate candidate = new HostCandidate(
                        new IceUdpSocketWrapper(new MultiplexingDatagramSocket(0, InetAddress.getLoopbackAddress())),
                        component);
                component.addLocalCandidate(candidate);
                component.getParentStream().getParentAgent().getStunStack().addSocket(candidate.getStunSocket(null));
                return List.of(candidate);
            } catch (java.net.SocketException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        Ice4jSettings.apply();
        ice4j = new Agent();
        ice4j.setUseDynamicPorts(false);
        ice4j.addCandidateHarvester(new LoopbackHarvester());
        ice4j.addStateChangeListener(change -> {
            if (change.getNewValue() == IceProcessingState.COMPLETED) {
                agreed.countDown();
            }
        });
        stream = ice4j.createMediaStream("media");
        component = ice4j.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, true);
    }

    @AfterEach
    void close() {
        ice4j.free();
    }

    private InetSocketAddress ice4jAddress() {
        return component.getLocalCandidates().get(0).getTransportAddress();
    }

    private void startIce4j(IceCredentials ours, InetSocketAddress candidate) {
        stream.setRemoteUfrag(ours.usernameFragment());
        stream.setRemotePassword(ours.password());
        component.addRemoteCandidate(new RemoteCandidate(
                new TransportAddress(candidate, Transport.UDP),
                component,
                CandidateType.HOST_CANDIDATE,
                "1",
                CandidateKind.HOST.priority(),
                null));
        ice4j.startConnectivityEstablishment();
    }

    private IceCredentials ice4jCredentials() {
        return new IceCredentials(ice4j.getLocalUfrag(), ice4j.getLocalPassword());
    }

    private final IceSessionListener listener = new IceSessionListener() {
        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {}

        @Override
        public void onFailed(String reason) {}
    };

    @ParameterizedTest(name = "ice4j controlling: {0}")
    @ValueSource(booleans = {true, false})
    void ice4jChecksOurSharedPort(boolean controlling) throws Exception {
        try (SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
                IceSession session = transport.open(listener)) {
            ice4j.setControlling(controlling);
            session.start(ice4jCredentials());
            startIce4j(session.localCredentials(), transport.localAddresses().get(0));

            MediaPath path = paths.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);

            assertThat(path).isNotNull();
            assertThat(path.remote()).isEqualTo(ice4jAddress());
            assertThat(agreed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ice4j has a selected pair, also after a role conflict")
                    .isTrue();
            assertThat(component.getSelectedPair().getRemoteCandidate().getTransportAddress())
                    .isEqualTo(new TransportAddress(transport.localAddresses().get(0), Transport.UDP));
        }
    }

    @ParameterizedTest(name = "ice4j controlling too: {0}")
    @ValueSource(booleans = {false, true})
    void ourAgentControlsAndNominates(boolean conflict) throws Exception {
        ice4j.setControlling(conflict);
        try (LoopbackIceClient client = new LoopbackIceClient(ice4jAddress(), OURS, ice4jCredentials(), packet -> {})) {
            startIce4j(OURS, client.address());
            client.check();

            assertThat(agreed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ice4j accepts our nomination, or we its")
                    .isTrue();
            assertThat(component.getSelectedPair().getRemoteCandidate().getTransportAddress())
                    .isEqualTo(new TransportAddress(client.address(), Transport.UDP));
        }
    }
}
