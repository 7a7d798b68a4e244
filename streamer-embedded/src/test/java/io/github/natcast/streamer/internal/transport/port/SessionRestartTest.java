package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * ICE restarts of a session on the shared port, over real sockets, with viewers that control and viewers that do not.
 */
@Timeout(60)
final class SessionRestartTest {
    private static final int PATIENCE_SECONDS = 10;
    private static final IceCredentials BEFORE = new IceCredentials("befo", "before-before-before-before");
    private static final IceCredentials AFTER = new IceCredentials("afte", "after-after-after-after-after");
    private static final byte[] DTLS = {22, 1, 2, 3};

    private final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
    private final BlockingQueue<Byte> received = new LinkedBlockingQueue<>();
    private SharedPortTransport transport;
    private IceSession session;

    @BeforeEach
    void open() throws Exception {
        transport = SharedPortTransport.bind(
                InetAddress.getLoopbackAddress(),
                0,
                1,
                EgressSockets.plain(),
                address -> true,
                new Random(),
                bases -> Optional.empty());
        session = transport.open(new IceSessionListener() {
            @Override
            public void onPath(MediaPath path) {
                paths.add(path);
            }

            @Override
            public void onPacket(byte[] buffer, int offset, int length) {
                received.add(buffer[offset + length - 1]);
            }

            @Override
            public void onFailed(String reason) {}
        });
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private InetSocketAddress server() {
        return transport.localAddresses().get(0);
    }

    private InetSocketAddress nextPath() throws InterruptedException {
        MediaPath path = paths.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(path).as("a path in time").isNotNull();
        return path.remote();
    }

    private void arrives(BlockingQueue<byte[]> packets) throws InterruptedException {
        session.send(DTLS, 0, DTLS.length);
        assertThat(packets.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(DTLS);
    }

    @Test
    void aViewerThatControlsMovesToItsNewSocketAndTheOldOneServesUntilThen() throws Exception {
        BlockingQueue<byte[]> before = new LinkedBlockingQueue<>();
        BlockingQueue<byte[]> after = new LinkedBlockingQueue<>();
        session.start(BEFORE);
        IceCredentials first = session.localCredentials();
        try (LoopbackIceClient old = new LoopbackIceClient(server(), BEFORE, first, before::add)) {
            old.check();
            assertThat(nextPath()).isEqualTo(old.address());

            session.restart(AFTER);

            IceCredentials second = session.localCredentials();
            assertThat(second.usernameFragment()).isNotEqualTo(first.usernameFragment());
            assertThat(second.password()).isNotEqualTo(first.password());
            arrives(before);
            old.send(DTLS, 0, DTLS.length);
            assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo((byte) 3);
            try (LoopbackIceClient fresh = new LoopbackIceClient(server(), AFTER, second, after::add)) {
                fresh.check();
                assertThat(nextPath()).isEqualTo(fresh.address());
                arrives(after);
                assertThat(answers(first)).as("the old credentials are void").isFalse();
            }
        }
    }

    private boolean answers(IceCredentials credentials) throws Exception {
        try (TinyIceClient stranger = new TinyIceClient(server().getAddress(), server(), credentials)) {
            stranger.check(false);
            return stranger.awaitAnswer(500);
        }
    }

    @Test
    void aLiteViewerIsCheckedAndNominatedBeforeAndAfter() throws Exception {
        session.startControlling(TinyIceClient.CREDENTIALS);
        try (TinyIceClient old = lite();
                TinyIceClient fresh = lite()) {
            session.addRemoteCandidate(candidate(old));
            assertThat(nextPath()).isEqualTo(old.address());

            session.restart(TinyIceClient.CREDENTIALS);
            session.addRemoteCandidate(candidate(fresh));

            InetSocketAddress path = nextPath();
            assertThat(path).isEqualTo(fresh.address());
            session.send(DTLS, 0, DTLS.length);
            assertThat(fresh.poll(PATIENCE_SECONDS * 1000L)).isEqualTo(DTLS);
        }
    }

    private TinyIceClient lite() throws Exception {
        return new TinyIceClient(server().getAddress(), server(), session.localCredentials());
    }

    private static String candidate(TinyIceClient client) throws Exception {
        return "candidate:1 1 udp 2130706431 127.0.0.1 " + client.address().getPort() + " typ host";
    }

    /** More than an ICE session may have candidates: each restart begins anew, and takes the old ones back. */
    @Test
    void manyRestartsOfALiteViewerNeverRunOutOfCandidates() throws Exception {
        session.startControlling(TinyIceClient.CREDENTIALS);
        TinyIceClient[] clients = new TinyIceClient[20];
        try {
            for (int i = 0; i < clients.length; i++) {
                clients[i] = lite();
                if (i > 0) {
                    session.restart(TinyIceClient.CREDENTIALS);
                }
                session.addRemoteCandidate(candidate(clients[i]));
                assertThat(nextPath()).as("restart %d", i).isEqualTo(clients[i].address());
            }
        } finally {
            for (TinyIceClient client :
                    Arrays.stream(clients).filter(java.util.Objects::nonNull).toList()) {
                client.close();
            }
        }
    }

    @Test
    void aRestartAfterTheEndLeavesNothingBehind() throws Exception {
        session.start(BEFORE);
        session.close();
        session.restart(AFTER);

        assertThat(answers(session.localCredentials())).isFalse();
    }
}
