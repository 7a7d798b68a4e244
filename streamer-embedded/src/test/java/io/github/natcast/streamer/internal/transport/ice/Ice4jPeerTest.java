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
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second opinion: our agent over real sockets against that of ice4j, in both roles. */
@Timeout(120)
final class Ice4jPeerTest {
    private static final long PATIENCE_SECONDS = 20;
    private static final IceCredentials OURS = new IceCredentials("oursours", "our-password-our-password");

    private static final byte[] HELLO = hello();

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

    private static byte[] hello() {
        byte[] record = new byte[200];
        record[0] = 22;
        return record;
    }

    /** Meanwhile the peer sends what a browser does over a path that works for it, DTLS or reports. */
    private void awaitPathTo(Ice4jPeer peer, InetSocketAddress server) throws Exception {
        MediaPath path = null;
        for (int i = 0;
                i < 10 * PATIENCE_SECONDS && (path == null || !path.remote().equals(peer.address()));
                i++) {
            path = paths.poll(100, TimeUnit.MILLISECONDS);
            if (i % 5 == 4) {
                peer.send(HELLO, server);
            }
        }
        assertThat(path).as("a path to %s", peer.address()).isNotNull();
    }

    @ParameterizedTest(name = "ice4j controlling: {0}")
    @ValueSource(booleans = {true, false})
    void ice4jChecksOurSharedPort(boolean controlling) throws Exception {
        try (SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
                IceSession session = transport.open(listener);
                Ice4jPeer peer = new Ice4jPeer(controlling)) {
            InetSocketAddress server = transport.localAddresses().get(0);
            session.start(peer.credentials());
            peer.check(session.localCredentials(), server);

            awaitPathTo(peer, server);
            assertThat(peer.awaitAgreement(PATIENCE_SECONDS))
                    .as("ice4j has a selected pair, also after a role conflict")
                    .isTrue();
            assertThat(peer.selectedRemote()).isEqualTo(server);
        }
    }

    @ParameterizedTest(name = "ice4j controlling too: {0}")
    @ValueSource(booleans = {false, true})
    void ourAgentControlsAndNominates(boolean conflict) throws Exception {
        try (Ice4jPeer peer = new Ice4jPeer(conflict);
                LoopbackIceClient client =
                        new LoopbackIceClient(peer.address(), OURS, peer.credentials(), packet -> {})) {
            peer.check(OURS, client.address());
            client.check();

            assertThat(peer.awaitAgreement(PATIENCE_SECONDS))
                    .as("ice4j accepts our nomination, or we its")
                    .isTrue();
            assertThat(peer.selectedRemote()).isEqualTo(client.address());
        }
    }

    @ParameterizedTest(name = "ice4j controlling: {0}, then {1}, seed {2}")
    @CsvSource({
        "true, true, 1",
        "true, false, 2",
        "false, true, 3",
        "false, false, 4",
        "true, false, 5",
        "true, true, 6"
    })
    void anIceRestartFindsTheNewPathThroughLoss(boolean controlsBefore, boolean controlsAfter, long seed)
            throws Exception {
        Random random = new Random(seed);
        try (SharedPortTransport transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
                IceSession session = transport.open(listener);
                Ice4jPeer before = new Ice4jPeer(controlsBefore, 0.2, random);
                Ice4jPeer after = new Ice4jPeer(controlsAfter, 0.2, random)) {
            InetSocketAddress server = transport.localAddresses().get(0);
            session.start(before.credentials());
            before.check(session.localCredentials(), server);
            awaitPathTo(before, server);

            session.restart(after.credentials());
            assertThat(session.path().orElseThrow().remote())
                    .as("the old path goes on")
                    .isEqualTo(before.address());
            after.check(session.localCredentials(), server);

            awaitPathTo(after, server);
            assertThat(after.awaitAgreement(PATIENCE_SECONDS)).isTrue();
            assertThat(after.selectedRemote()).isEqualTo(server);
        }
    }
}
