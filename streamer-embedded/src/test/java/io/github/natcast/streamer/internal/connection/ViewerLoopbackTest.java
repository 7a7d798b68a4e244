package io.github.natcast.streamer.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.srtp.PacketProtector;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.TinyIceClient;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.port.SharedPortTransport;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Complete viewers over real sockets on the loopback interface. */
@Timeout(120)
final class ViewerLoopbackTest {
    private static final int PATIENCE_SECONDS = 20;
    private static final byte[] REPORT = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};

    /** As long as a browser's, with two report blocks: a check of its source is not much longer. */
    private static final byte[] LONG_REPORT = longReport();

    private static byte[] longReport() {
        byte[] report = Arrays.copyOf(REPORT, 56);
        report[0] = (byte) 0x82;
        report[3] = 13;
        return report;
    }

    private final DtlsIdentity viewerIdentity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final Object sending = new Object();
    private DtlsServer dtls;
    private SharedPortTransport transport;
    private ControlThread control;
    private MediaEgress egress;

    @BeforeEach
    void start() throws Exception {
        // A thread for each: with fewer, a viewer that a busy machine delays would lose its turn to the others.
        dtls = new DtlsServer(DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH), 20, Duration.ofSeconds(10));
        transport = SharedPortTransport.bind(InetAddress.getLoopbackAddress(), 0, 1);
        control = new ControlThread("test-control");
        egress = transport.openEgress();
    }

    @AfterEach
    void stop() {
        egress.close();
        transport.close();
        dtls.close();
        control.close();
    }

    private record Media(SrtpSender protector, MediaPath path) {}

    /** One viewer and the server's side of its connection. */
    private final class Call implements ViewerConnectionListener {
        final CompletableFuture<Media> media = new CompletableFuture<>();
        final CompletableFuture<ConnectionEnd> end = new CompletableFuture<>();
        final BlockingQueue<MediaPath> moved = new LinkedBlockingQueue<>();
        final BlockingQueue<byte[]> rtcp = new LinkedBlockingQueue<>();
        final ViewerConnection connection = new ViewerConnection(
                transport,
                dtls,
                DtlsRole.SERVER,
                List.of(viewerIdentity.fingerprint()),
                ConnectionLimits.ofDefaults(),
                control,
                new ViewerTimeline(control::nanoTime),
                this);
        final TinyViewer viewer;

        Call() throws Exception {
            connection.start(TinyIceClient.CREDENTIALS, false);
            viewer = new TinyViewer(
                    transport.localAddresses().get(0),
                    connection.localCredentials(),
                    viewerIdentity,
                    dtls.identity().fingerprint());
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            media.complete(new Media(protector, path));
            return (buffer, offset, length) -> rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void onPathChanged(MediaPath path) {
            moved.add(path);
        }

        @Override
        public void onEnded(ConnectionEnd ended) {
            end.complete(ended);
        }

        void joinAndExchange(int sequence) throws Exception {
            viewer.join();
            Media flow = media.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // What arrives before onConnected has returned has no consumer yet.
            CompletableFuture.runAsync(() -> {}, control).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            byte[] packet = rtp(sequence);
            byte[] buffer = Arrays.copyOf(packet, packet.length + PacketProtector.MAXIMUM_OVERHEAD);
            int length = flow.protector().protectRtp(buffer, 0, packet.length);
            synchronized (sending) {
                assertThat(egress.send(buffer, 0, length, flow.path())).isTrue();
            }
            assertThat(viewer.nextRtp()).isEqualTo(packet);
            viewer.sendRtcp(REPORT);
            assertThat(rtcp.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(REPORT);
            assertThat(connection.state()).isEqualTo(ViewerState.CONNECTED);
        }

        ConnectionEnd.Cause endsBecause() throws Exception {
            return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).cause();
        }
    }

    private static byte[] rtp(int sequence) {
        byte[] packet = new byte[1000];
        packet[0] = (byte) 0x80;
        packet[1] = 96;
        packet[3] = (byte) sequence;
        return packet;
    }

    @Test
    void twentyViewersJoinAtOnceAndLeaveNothingBehind() throws Exception {
        joinAndLeave(2);
        settle();
        long descriptors = Resources.openFileDescriptors();
        long threads = Resources.threadsNamed("");

        joinAndLeave(20);
        settle();

        assertThat(Resources.openFileDescriptors()).isLessThan(descriptors + Resources.LAZILY_OPENED);
        assertThat(Resources.threadsNamed("")).isLessThanOrEqualTo(threads);
    }

    private static void settle() {
        for (String name : List.of("tiny", "pool")) {
            Resources.awaitNoThreadsNamed(name, 10_000);
        }
        Resources.awaitNoThreadsNamed("natcast-dtls", 15_000);
    }

    private void joinAndLeave(int viewers) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(viewers);
        List<Call> calls = new ArrayList<>();
        List<Future<?>> joined = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            Call call = new Call();
            int sequence = i;
            calls.add(call);
            joined.add(people.submit(() -> {
                call.joinAndExchange(sequence);
                return null;
            }));
        }
        for (Future<?> join : joined) {
            join.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        for (int i = 0; i < viewers; i++) {
            Call call = calls.get(i);
            if (i % 2 == 0) {
                call.viewer.leave();
                assertThat(call.endsBecause()).isEqualTo(ConnectionEnd.Cause.VIEWER_LEFT);
            } else {
                call.connection.close();
                assertThat(call.viewer.awaitServersFarewell()).isTrue();
                assertThat(call.endsBecause()).isEqualTo(ConnectionEnd.Cause.CLOSED_HERE);
            }
            call.viewer.close();
        }
        people.shutdownNow();
    }

    /** As behind a tunnel that was restarted: browsers check their path only every 2.5 s. */
    @Test
    void twoViewersWhosePortsChangeAreFollowedFromTheirFirstReport() throws Exception {
        Call one = new Call();
        Call other = new Call();
        one.joinAndExchange(1);
        other.joinAndExchange(2);
        one.viewer.sendRtcp(REPORT);
        assertThat(one.rtcp.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(REPORT);

        for (Call call : List.of(other, one)) {
            MediaPath before = call.connection.path().orElseThrow();
            call.viewer.rebind();
            call.viewer.sendRtcp(LONG_REPORT);

            assertThat(call.rtcp.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(LONG_REPORT);
            MediaPath after = call.moved.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(after).isNotNull().isNotEqualTo(before);
            assertThat(call.connection.path()).contains(after);
        }
        one.viewer.close();
        other.viewer.close();
    }

    @Test
    void viewerWithAForeignCertificateGetsNoMedia() throws Exception {
        DtlsIdentity stranger = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
        Call call = new Call();
        try (TinyViewer intruder = new TinyViewer(
                transport.localAddresses().get(0),
                call.connection.localCredentials(),
                stranger,
                dtls.identity().fingerprint())) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(intruder::join))
                    .isNotNull();
        }
        assertThat(call.endsBecause()).isEqualTo(ConnectionEnd.Cause.DTLS_FAILED);
        assertThat(call.end.get().reason()).contains("does not match the fingerprint in its offer");
        assertThat(call.media).isNotDone();
        call.viewer.close();
    }

    @Test
    void closingTheTransportUnderAViewerDisturbsNothing() throws Exception {
        Call call = new Call();
        call.joinAndExchange(1);

        transport.close();
        call.connection.close();

        assertThat(call.endsBecause()).isEqualTo(ConnectionEnd.Cause.CLOSED_HERE);
        call.viewer.close();
    }
}
