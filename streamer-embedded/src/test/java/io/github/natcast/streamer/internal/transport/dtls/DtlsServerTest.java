package io.github.natcast.streamer.internal.transport.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class DtlsServerTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static DtlsIdentity serverIdentity;
    private static DtlsIdentity viewerIdentity;
    private static DtlsServer server;
    private static ExecutorService control;

    @BeforeAll
    static void start() {
        serverIdentity = DtlsIdentity.generate(new SecureRandom(), NOW);
        viewerIdentity = DtlsIdentity.generate(new SecureRandom(), NOW);
        server = new DtlsServer(serverIdentity, 2, Duration.ofSeconds(5));
        control = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stop() {
        server.close();
        control.shutdownNow();
    }

    /** A connection and a viewer with a wire between them that may lose packets. */
    private static final class Call implements DtlsListener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final BlockingQueue<SrtpKeyingMaterial> keys = new LinkedBlockingQueue<>();
        final AtomicInteger packetsFromServer = new AtomicInteger();
        final DtlsConnection connection;
        final LoopbackDtlsClient viewer;

        Call(DtlsServer server, Fingerprint expected, List<SrtpProfile> offered, int lostFromServer) {
            LoopbackDtlsClient[] peer = new LoopbackDtlsClient[1];
            connection = server.open(
                    DtlsRole.SERVER,
                    List.of(expected),
                    (packet, offset, length) -> {
                        if (lostFromServer < 0) {
                            throw new StackOverflowError("a failure of this test");
                        }
                        if (packetsFromServer.incrementAndGet() > lostFromServer) {
                            peer[0].receive(packet, offset, length);
                        }
                    },
                    control,
                    this);
            viewer = new LoopbackDtlsClient(
                    viewerIdentity, serverIdentity.fingerprint(), offered, PATIENCE_MILLIS, connection::receive);
            peer[0] = viewer;
        }

        static Call ofDefaults() {
            return new Call(server, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 0);
        }

        @Override
        public void onHandshake() {
            events.add("hello");
        }

        @Override
        public void onEstablished(SrtpKeyingMaterial material) {
            events.add("established");
            keys.add(material);
        }

        @Override
        public void onClosed(Closure closure, String reason) {
            events.add(closure + ": " + reason);
        }

        String next() throws InterruptedException {
            return events.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void bothSidesDeriveTheSameKeysOfThePreferredProfile() throws Exception {
        Call call = Call.ofDefaults();

        SrtpKeyingMaterial viewers = call.viewer.connect();

        assertThat(call.next()).isEqualTo("hello");
        assertThat(call.next()).isEqualTo("established");
        SrtpKeyingMaterial servers = call.keys.take();
        assertThat(servers.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(servers).usingRecursiveComparison().isEqualTo(viewers);
        call.connection.close();
        assertThat(call.viewer.awaitClose(PATIENCE_MILLIS))
                .as("the viewer receives close_notify")
                .isTrue();
        assertThat(call.events).isEmpty();
    }

    @Test
    void counterModeIsTheFallback() throws Exception {
        Call call = new Call(server, viewerIdentity.fingerprint(), List.of(SrtpProfile.AES128_CM_HMAC_SHA1_80), 0);

        assertThat(call.viewer.connect().profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        call.connection.close();
    }

    @Test
    void viewerWithoutACommonProfileIsRefusedWithTheReason() throws Exception {
        Call call = new Call(server, viewerIdentity.fingerprint(), List.of(), 0);

        assertThatThrownBy(call.viewer::connect).isInstanceOf(IOException.class);

        assertThat(call.next()).isEqualTo("hello");
        assertThat(call.next()).startsWith("FAILURE: the viewer offers none of the SRTP profiles");
    }

    @Test
    void viewerWithAnotherCertificateThanOfferedIsRefused() throws Exception {
        Call call = new Call(server, serverIdentity.fingerprint(), List.of(SrtpProfile.values()), 0);

        assertThatThrownBy(call.viewer::connect).isInstanceOf(IOException.class);

        assertThat(call.next()).isEqualTo("hello");
        assertThat(call.next())
                .isEqualTo("FAILURE: the viewer's certificate does not match the fingerprint in its offer");
        assertThat(call.keys).isEmpty();
    }

    @Test
    void closeNotifyOfTheViewerIsReported() throws Exception {
        Call call = Call.ofDefaults();
        call.viewer.connect();
        assertThat(call.next()).isEqualTo("hello");
        assertThat(call.next()).isEqualTo("established");

        call.viewer.close();

        assertThat(call.next()).isEqualTo("CLOSE_NOTIFY: the viewer left");
    }

    @Test
    void lostFlightIsSentAgain() throws Exception {
        Call call = new Call(server, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 3);

        call.viewer.connect();

        assertThat(call.next()).isEqualTo("hello");
        assertThat(call.next()).isEqualTo("established");
        call.connection.close();
    }

    @Test
    void lostLastFlightIsSentAgainAfterTheServerIsDone() throws Exception {
        // ServerHello, Certificate, ServerKeyExchange, CertificateRequest and ServerHelloDone make five packets.
        Call probe = Call.ofDefaults();
        probe.viewer.connect();
        int packets = probe.packetsFromServer.get();
        probe.connection.close();
        AtomicInteger count = new AtomicInteger();
        LoopbackDtlsClient[] peer = new LoopbackDtlsClient[1];
        Call listener = probe;
        listener.events.clear();
        DtlsConnection connection = server.open(
                DtlsRole.SERVER,
                List.of(viewerIdentity.fingerprint()),
                (packet, offset, length) -> {
                    if (count.incrementAndGet() != packets) {
                        peer[0].receive(packet, offset, length);
                    }
                },
                control,
                listener);
        peer[0] = new LoopbackDtlsClient(
                viewerIdentity,
                serverIdentity.fingerprint(),
                List.of(SrtpProfile.values()),
                PATIENCE_MILLIS,
                connection::receive);

        peer[0].connect();

        assertThat(count.get()).isGreaterThan(packets);
        connection.close();
    }

    @Test
    void viewerThatStopsInMidHandshakeIsGivenUp() throws Exception {
        try (DtlsServer impatient = new DtlsServer(serverIdentity, 1, Duration.ofSeconds(1))) {
            Call call = new Call(impatient, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 1000);
            ExecutorService viewerThread = Executors.newSingleThreadExecutor();
            Future<?> viewer = viewerThread.submit(call.viewer::connect);

            assertThat(call.next()).isEqualTo("hello");
            assertThat(call.next()).isEqualTo("FAILURE: the viewer began a DTLS handshake and did not go on with it");
            viewer.cancel(true);
            viewerThread.shutdownNow();
        }
    }

    @Test
    void aHandshakeThatFailsWithAnErrorEndsTheViewerAtOnceAndIsTold() throws Exception {
        ThreadFailures failures = new ThreadFailures(System::nanoTime, sentence -> {});
        try (DtlsServer broken =
                new DtlsServer(serverIdentity, 1, Duration.ofSeconds(30), failures, new RefusalCounts())) {
            Call call = new Call(broken, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), -1);
            ExecutorService viewerThread = Executors.newSingleThreadExecutor();
            Future<?> viewer = viewerThread.submit(call.viewer::connect);

            assertThat(call.next()).isEqualTo("hello");
            assertThat(call.next()).contains("FAILURE: the DTLS handshake failed on the server");
            assertThat(failures.reason().orElseThrow()).contains("natcast-dtls-1", "a failure of this test");
            viewer.cancel(true);
            viewerThread.shutdownNow();
        }
    }

    @Test
    void closeInMidHandshakeFreesItsThread() throws Exception {
        try (DtlsServer single = new DtlsServer(serverIdentity, 1, Duration.ofSeconds(30))) {
            Call stuck = new Call(single, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 1000);
            ExecutorService viewerThread = Executors.newSingleThreadExecutor();
            Future<?> stuckViewer = viewerThread.submit(stuck.viewer::connect);
            assertThat(stuck.next()).isEqualTo("hello");
            Call waiting = new Call(single, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 0);

            stuck.connection.close();

            assertThat(waiting.viewer.connect()).isNotNull();
            waiting.connection.close();
            assertThat(stuck.events).isEmpty();
            stuckViewer.cancel(true);
            viewerThread.shutdownNow();
        }
    }

    @Test
    void aHundredWhoStallKeepNobodyFromJoining() throws Exception {
        BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();
        LoopbackDtlsClient alone = new LoopbackDtlsClient(
                viewerIdentity,
                serverIdentity.fingerprint(),
                List.of(SrtpProfile.values()),
                100,
                (packet, offset, length) -> sent.add(Arrays.copyOfRange(packet, offset, offset + length)));
        assertThatThrownBy(alone::connect).isInstanceOf(IOException.class);
        byte[] hello = sent.take();
        RefusalCounts refusals = new RefusalCounts();
        // Longer than this test may take: whoever stalls would keep its thread.
        try (DtlsServer few =
                new DtlsServer(serverIdentity, 40, Duration.ofSeconds(60), ThreadFailures.logged(), refusals)) {
            for (int i = 0; i < 100; i++) {
                Call stalled = new Call(few, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 1000);
                stalled.connection.receive(hello.clone(), 0, hello.length);
            }
            Call honest = new Call(few, viewerIdentity.fingerprint(), List.of(SrtpProfile.values()), 0);

            assertThat(honest.viewer.connect()).isNotNull();

            assertThat(refusals.of(Refusal.HANDSHAKES)).isBetween(61L, 100L);
            honest.connection.close();
        }
    }

    @Test
    void manyViewersShareTwoThreads() throws Exception {
        ExecutorService viewers = Executors.newFixedThreadPool(20);
        List<Call> calls = new ArrayList<>();
        List<Future<SrtpKeyingMaterial>> joined = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Call call = Call.ofDefaults();
            calls.add(call);
            joined.add(viewers.submit(call.viewer::connect));
        }
        for (Future<SrtpKeyingMaterial> viewer : joined) {
            assertThat(viewer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
        }
        for (Call call : calls) {
            call.viewer.close();
            assertThat(call.next()).isEqualTo("hello");
            assertThat(call.next()).isEqualTo("established");
            assertThat(call.next()).startsWith("CLOSE_NOTIFY");
        }
        viewers.shutdownNow();
    }

    /** As a stranger can send them who knows the viewer's address alone, whatever their length. */
    @Test
    void recordsThatNobodyEncryptedAreDropped() throws Exception {
        Call probe = Call.ofDefaults();
        LoopbackDtlsClient[] peer = new LoopbackDtlsClient[1];
        DtlsConnection connection = server.open(
                DtlsRole.SERVER,
                List.of(viewerIdentity.fingerprint()),
                (packet, offset, length) -> peer[0].receive(packet, offset, length),
                control,
                probe);
        peer[0] = new LoopbackDtlsClient(
                viewerIdentity,
                serverIdentity.fingerprint(),
                List.of(SrtpProfile.values()),
                PATIENCE_MILLIS,
                (packet, offset, length) -> {
                    forge(connection, 3);
                    connection.receive(packet, offset, length);
                });
        peer[0].connect();
        assertThat(probe.next()).isEqualTo("hello");
        assertThat(probe.next()).isEqualTo("established");

        for (int length = 0; length < 64; length++) {
            forge(connection, length);
            control.submit(() -> {}).get(); // what waits is read
        }

        peer[0].close();
        assertThat(probe.next()).isEqualTo("CLOSE_NOTIFY: the viewer left");
    }

    /** A record of each kind in epoch 1, with a sequence number that is still to come. */
    private static void forge(DtlsConnection connection, int length) {
        for (byte type = 20; type <= 25; type++) {
            byte[] record = new byte[13 + length];
            record[0] = type;
            record[1] = (byte) 0xfe;
            record[2] = (byte) 0xfd;
            record[4] = 1;
            record[9] = 1;
            record[12] = (byte) length;
            connection.receive(record, 0, record.length);
        }
    }

    @Test
    void garbageDoesNotDisturbTheHandshake() throws Exception {
        Call call = Call.ofDefaults();
        call.connection.receive(new byte[] {22, -2, -3, 0, 0}, 0, 5);
        call.connection.receive(new byte[] {63}, 0, 1);

        assertThat(call.viewer.connect()).isNotNull();
        call.connection.close();
    }
}
