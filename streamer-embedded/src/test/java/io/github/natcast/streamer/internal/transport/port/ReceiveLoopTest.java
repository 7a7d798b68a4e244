package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyStun;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is given to the receive thread while it looks at a packet. */
@Timeout(30)
final class ReceiveLoopTest {
    private static final InetSocketAddress VIEWER = new InetSocketAddress("198.51.100.1", 40000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress("203.0.113.9", 5000);
    private static final IceCredentials REMOTE = new IceCredentials("tiny", "tinytinytinytinytiny22");

    private final Random random = new Random(1);
    private final RecordingBase udp = new RecordingBase();
    private final RecordingBase tcp = new RecordingBase();
    private LoopOfSessions loop;
    private SharedPortSession session;

    @BeforeEach
    void open() throws Exception {
        loop = new LoopOfSessions();
        session = loop.session();
        session.start(REMOTE);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private byte[] check(IceCredentials local) {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        return TinyStun.request(transaction, local.usernameFragment() + ":tiny", local.password(), true, 42);
    }

    /** This comes over UDP; a viewer's check over TCP, which is a task, waits meanwhile. */
    private void strangerSends(byte[] forged) throws Exception {
        byte[] genuine = check(session.localCredentials());
        loop.run(() -> {
            loop.receive().execute(() -> loop.receive().receive(tcp, VIEWER, genuine, genuine.length));
            loop.receive().receive(udp, STRANGER, forged, forged.length);
        });
        loop.run(() -> {
            assertThat(tcp.flow(VIEWER)).isNotNull();
            assertThat(udp.flow(STRANGER)).as("knows no password").isNull();
        });
        assertThat(udp.sent).allMatch(sent -> sent.length <= forged.length);
    }

    @Test
    void aStrangersCheckDoesNotPassForOneThatWaits() throws Exception {
        strangerSends(new byte[] {0, 1, 0, 0, 0x21, 0x12, (byte) 0xA4, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(udp.sent).isEmpty();
    }

    @Test
    void norDoesOneThatOverheardTheFragment() throws Exception {
        strangerSends(check(new IceCredentials(session.localCredentials().usernameFragment(), "not-the-password")));
        assertThat(udp.sent).hasSize(1).allMatch(sent -> TinyStun.type(sent) == 0x0111);
    }

    @Test
    void aCheckThatWasFasterThanTheNewCredentialsIsAnswered() throws Exception {
        loop.run(() -> {
            session.restart(REMOTE);
            byte[] early = check(session.localCredentials());
            loop.receive().receive(udp, VIEWER, early, early.length);
        });

        loop.run(() -> assertThat(udp.flow(VIEWER)).isNotNull());
        assertThat(udp.sent).anyMatch(sent -> TinyStun.type(sent) == TinyStun.SUCCESS);
    }
}
