package io.github.natcast.streamer.internal.transport.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.transport.IceSession;
import io.github.natcast.streamer.internal.transport.IceSessionListener;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.TinyTcpIceClient;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers that connect by TCP, over real sockets. */
@Timeout(60)
final class TcpViewerTest {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final byte[] DTLS = {22, 1, 2};

    private final Recorder recorder = new Recorder();
    private SharedPortTransport transport;
    private LoopbackTcpListener listener;
    private IceSession session;

    /** Records what a session reports. */
    private static final class Recorder implements IceSessionListener {
        final BlockingQueue<MediaPath> paths = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();

        @Override
        public void onPath(MediaPath path) {
            paths.add(path);
        }

        @Override
        public void onPacket(byte[] buffer, int offset, int length) {
            packets.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void onFailed(String reason) {}

        MediaPath nextPath() throws InterruptedException {
            MediaPath path = paths.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(path).as("a path within %d ms", PATIENCE_MILLIS).isNotNull();
            return path;
        }

        byte[] nextPacket() throws InterruptedException {
            return packets.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @BeforeEach
    void open() throws Exception {
        transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
        listener = new LoopbackTcpListener(transport.tcp());
        transport.advertiseTcp(listener.address().getPort());
        session = transport.open(recorder);
    }

    @AfterEach
    void close() {
        session.close();
        listener.close();
        transport.close();
    }

    private TinyTcpIceClient client() throws Exception {
        return new TinyTcpIceClient(listener.address(), session.localCredentials());
    }

    private MediaPath join(TinyTcpIceClient client) throws Exception {
        session.start(TinyTcpIceClient.CREDENTIALS);
        client.check(true);
        return recorder.nextPath();
    }

    @Test
    void theCandidateIsBelowUdpAndSaysThatThisSideIsPassive() {
        String tcp = session.localCandidates().get(1);

        // 2^24 * 90 + 2^8 * (4 * 2^13 + 8191) + 255 (RFC 6544 §4.2)
        assertThat(tcp)
                .isEqualTo("candidate:tcp1 1 tcp 1520435199 127.0.0.1 "
                        + listener.address().getPort() + " typ host tcptype passive");
        assertThat(session.localCandidates().get(0)).contains(" udp 2130706431 ");
    }

    @Test
    void packetsGoBothWays() throws Exception {
        try (TinyTcpIceClient client = client();
                MediaEgress egress = transport.openEgress()) {
            MediaPath path = join(client);

            assertThat(path.tcp()).isTrue();
            assertThat(path.local()).isEqualTo(listener.address());
            assertThat(path.remote()).isEqualTo(client.address());
            client.sendAll(DTLS, new byte[] {20, 9}, new byte[0], new byte[] {(byte) 0x80, 1});
            assertThat(recorder.nextPacket()).isEqualTo(DTLS);
            assertThat(recorder.nextPacket()).containsExactly(20, 9);
            assertThat(recorder.nextPacket()).containsExactly(0x80, 1);
            session.send(DTLS, 0, 3);
            assertThat(client.poll(PATIENCE_MILLIS)).isEqualTo(DTLS);

            byte[] run = new byte[5 * 1000 + 77];
            for (int i = 0; i < run.length; i++) {
                run[i] = (byte) (0x80 | (i / 1000));
            }
            assertThat(egress.isWritable(path)).isTrue();
            assertThat(egress.send(run, 0, 1000, path)).isTrue();
            assertThat(egress.sendRun(run, 0, run.length, 1000, path)).isEqualTo(6);
            List<Integer> lengths = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                byte[] packet = Objects.requireNonNull(client.poll(PATIENCE_MILLIS), "no packet came in time");
                lengths.add(packet.length);
                assertThat(packet[0]).isEqualTo((byte) (0x80 | Math.max(0, i - 1)));
            }
            assertThat(lengths).containsExactly(1000, 1000, 1000, 1000, 1000, 1000, 77);
        }
    }

    @Test
    void whoKnowsNoPasswordIsDisconnected() throws Exception {
        try (TinyTcpIceClient client = client();
                TinyTcpIceClient stranger = new TinyTcpIceClient(listener.address(), TinyTcpIceClient.CREDENTIALS)) {
            session.start(TinyTcpIceClient.CREDENTIALS);
            client.checkWith("not the password of anyone", true);
            stranger.check(true);

            assertThat(client.awaitEnd(PATIENCE_MILLIS)).isTrue();
            assertThat(stranger.awaitEnd(PATIENCE_MILLIS)).isTrue();
            assertThat(session.path()).isEmpty();
        }
    }

    @Test
    void aFrameLongerThanAnyPacketEndsTheConnection() throws Exception {
        try (TinyTcpIceClient client = client()) {
            join(client);
            client.sendRaw(new byte[] {(byte) 0xFF, (byte) 0xFF, 22});

            assertThat(client.awaitEnd(PATIENCE_MILLIS)).isTrue();
        }
    }

    @Test
    void aViewerThatReconnectsGoesOn() throws Exception {
        TinyTcpIceClient before = client();
        MediaPath old = join(before);
        before.close();
        try (TinyTcpIceClient after = client();
                MediaEgress egress = transport.openEgress()) {
            after.check(true);
            MediaPath path = recorder.nextPath();

            assertThat(path.remote()).isEqualTo(after.address());
            session.send(DTLS, 0, 3);
            assertThat(after.poll(PATIENCE_MILLIS)).isEqualTo(DTLS);
            assertThat(egress.send(DTLS, 0, 3, path)).isTrue();
            assertThat(egress.send(DTLS, 0, 3, old)).isFalse();
            assertThat(egress.isWritable(old)).isFalse();
        }
    }

    @Test
    void theEndOfAViewerEndsItsConnection() throws Exception {
        try (TinyTcpIceClient client = client()) {
            join(client);
            session.send(DTLS, 0, 3);
            session.close();

            assertThat(client.awaitEnd(PATIENCE_MILLIS)).isTrue();
            assertThat(client.poll(PATIENCE_MILLIS))
                    .as("what was sent before the end, as close_notify is")
                    .isEqualTo(DTLS);
        }
    }

    @Test
    void aViewerThatDoesNotReadFillsNoQueue() throws Exception {
        try (TinyTcpIceClient client = client();
                MediaEgress egress = transport.openEgress()) {
            MediaPath path = join(client);
            byte[] packet = new byte[1200];
            packet[0] = (byte) 0x80;
            client.stopReading();

            int taken = 0;
            while (egress.send(packet, 0, packet.length, path) && taken < 100_000) {
                taken++;
            }

            assertThat(taken).isLessThan(100_000);
            assertThat(egress.backlog(path)).isLessThan(260 * 1024);
        }
    }
}
