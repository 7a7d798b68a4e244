package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.IceServers;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.TinyStunServer;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.nat.NatSettings;
import io.github.natcast.streamer.internal.transport.nat.NatTraversal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NatTransportTest {
    private static final InetSocketAddress MAPPED = new InetSocketAddress("198.51.100.20", 40404);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
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

    private static SharedPortTransport transport(TinyStunServer server) throws Exception {
        NatSettings settings =
                new NatSettings(List.of("stun:127.0.0.1:" + server.address().getPort()), IceServers.none());
        return SharedPortTransport.bind(
                InetAddress.getLoopbackAddress(),
                0,
                1,
                EgressSockets.plain(),
                address -> true,
                new Random(),
                bases -> Optional.of(NatTraversal.start(settings, bases, new Random(), ThreadFailures.logged())));
    }

    @Test
    void advertisesThePublicAddressOfTheSharedPortAndHidesThePrivateOne() throws Exception {
        try (TinyStunServer server = new TinyStunServer(MAPPED);
                SharedPortTransport transport = transport(server)) {
            transport.awaitCandidates(PATIENCE);
            IceSession session = transport.open(listener);

            assertThat(server.lastClient()).isEqualTo(transport.localAddresses().get(0));
            assertThat(session.localCandidates()).hasSize(2);
            assertThat(session.localCandidates().get(1))
                    .isEqualTo("candidate:srflx1 1 udp 1694498815 198.51.100.20 40404 typ srflx raddr 0.0.0.0 rport 9");
            assertThat(transport.nat().orElseThrow().servers().get(0).addresses())
                    .containsExactly(MAPPED);
        }
        assertThat(Resources.threadsNamed("natcast-nat")).isZero();
    }

    @Test
    void checksAViewerThatCannotComeInUninvited() throws Exception {
        try (TinyStunServer server = new TinyStunServer(MAPPED);
                SharedPortTransport transport = transport(server);
                IceSession session = transport.open(listener);
                TinyIceClient client = new TinyIceClient(
                        InetAddress.getLoopbackAddress(),
                        transport.localAddresses().get(0),
                        session.localCredentials())) {
            session.start(TinyIceClient.CREDENTIALS);
            session.addRemoteCandidate(
                    "candidate:1 1 udp 1686052607 127.0.0.1 " + client.address().getPort() + " typ srflx");

            assertThat(client.awaitServersCheck(PATIENCE.toMillis())).isTrue();
            MediaPath path = paths.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(path).isNotNull();
            assertThat(path.remote()).isEqualTo(client.address());
            assertThat(path.remoteType()).as("its answer proved the path").isEqualTo("srflx");
        }
    }

    @Test
    void withoutNatTraversalNothingIsSentAndNoThreadRuns() throws Exception {
        try (SharedPortTransport transport = SharedPortTransport.bind(
                        InetAddress.getLoopbackAddress(),
                        0,
                        1,
                        EgressSockets.plain(),
                        NatSettings.none(),
                        new Random(),
                        ThreadFailures.logged(),
                        new RefusalCounts());
                IceSession session = transport.open(listener);
                TinyIceClient client = new TinyIceClient(
                        InetAddress.getLoopbackAddress(),
                        transport.localAddresses().get(0),
                        session.localCredentials())) {
            session.start(TinyIceClient.CREDENTIALS);
            session.addRemoteCandidate(
                    "candidate:1 1 udp 1686052607 127.0.0.1 " + client.address().getPort() + " typ srflx");

            assertThat(client.awaitServersCheck(300)).isFalse();
            assertThat(transport.nat()).isEmpty();
            assertThat(Resources.threadsNamed("natcast-nat")).isZero();
        }
    }
}
