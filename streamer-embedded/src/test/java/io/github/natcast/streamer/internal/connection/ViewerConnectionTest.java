package io.github.natcast.streamer.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.BYTE_ARRAY;

import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.connection.ViewerTimeline.Step;
import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.srtp.SrtpSender;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.dtls.DtlsConnection;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.DtlsListener;
import io.github.natcast.streamer.internal.transport.dtls.DtlsServer;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection over a fake network and with a fake clock, but with real DTLS. */
@Timeout(60)
final class ViewerConnectionTest {
    private static final IceCredentials REMOTE = new IceCredentials("away", "awayawayawayawayawayaway");
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static DtlsIdentity serverIdentity;
    private static DtlsIdentity viewerIdentity;
    private static DtlsServer dtls;

    private final FakeControlLoop loop = new FakeControlLoop();
    private final FakeIce ice = new FakeIce();
    private final Recorder recorder = new Recorder();
    private final ViewerTimeline timeline = new ViewerTimeline(loop::nanoTime);

    @BeforeAll
    static void start() {
        serverIdentity = DtlsIdentity.generate(new SecureRandom(), NOW);
        viewerIdentity = DtlsIdentity.generate(new SecureRandom(), NOW);
        dtls = new DtlsServer(serverIdentity, 2, Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        dtls.close();
    }

    private static final class Recorder implements ViewerConnectionListener {
        final List<String> events = new ArrayList<>();
        final List<byte[]> rtcp = new ArrayList<>();
        int refused;

        @Override
        public void onState(ViewerState state) {
            events.add(state.name());
        }

        @Override
        public RtcpConsumer onConnected(SrtpSender protector, MediaPath path) {
            events.add("connected " + protector.profile() + " " + path.remote().getPort());
            return new RtcpConsumer() {
                @Override
                public void receiveRtcp(byte[] buffer, int offset, int length) {
                    rtcp.add(Arrays.copyOfRange(buffer, offset, offset + length));
                }

                @Override
                public void refuseRtcp() {
                    refused++;
                }
            };
        }

        @Override
        public void onPathChanged(MediaPath path) {
            events.add("path " + path.remote().getPort());
        }

        @Override
        public void onEnded(ConnectionEnd end) {
            events.add("ended " + end.cause());
        }
    }

    private ViewerConnection open() {
        return open(DtlsRole.SERVER, false);
    }

    private ViewerConnection open(DtlsRole role, boolean lite) {
        ice.consentNanos = loop.nanoTime();
        ViewerConnection connection = new ViewerConnection(
                ice,
                dtls,
                role,
                List.of(viewerIdentity.fingerprint()),
                ConnectionLimits.ofDefaults(),
                loop,
                timeline,
                recorder);
        connection.start(REMOTE, lite);
        loop.run();
        return connection;
    }

    private void check() {
        ice.listener().onFirstCheck(new InetSocketAddress("198.51.100.7", 4000));
        loop.run();
    }

    private void path(int port) {
        MediaPath path = FakeIce.pathTo(port);
        ice.path = path;
        ice.consentNanos = loop.nanoTime();
        ice.listener().onPath(path);
        loop.run();
    }

    private LoopbackDtlsClient viewer() {
        LoopbackDtlsClient viewer = new LoopbackDtlsClient(
                viewerIdentity,
                serverIdentity.fingerprint(),
                List.of(SrtpProfile.values()),
                10_000,
                (packet, offset, length) -> ice.listener().onPacket(packet, offset, length));
        ice.toViewer = packet -> viewer.receive(packet, 0, packet.length);
        return viewer;
    }

    private SrtpKeyingMaterial secure(LoopbackDtlsClient viewer) throws Exception {
        CompletableFuture<SrtpKeyingMaterial> keys = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                keys.complete(viewer.connect());
            } catch (Exception e) {
                keys.completeExceptionally(e);
            }
        });
        thread.start();
        loop.runUntil(() -> keys.isDone() && recorder.events.toString().contains("connected "));
        return keys.get();
    }

    @Test
    void viewerJoinsReportsAndLeaves() throws Exception {
        ViewerConnection connection = open();
        assertThat(connection.state()).isEqualTo(ViewerState.NEW);
        assertThat(connection.localCredentials()).isEqualTo(ice.localCredentials());
        assertThat(connection.localCandidates()).isEqualTo(ice.localCandidates());
        check();
        path(4000);
        LoopbackDtlsClient viewer = viewer();
        SrtpKeyingMaterial keys = secure(viewer);
        assertThat(connection.state()).isEqualTo(ViewerState.CONNECTED);

        byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
        byte[] sealed = Arrays.copyOf(report, 64);
        int length = new SrtpSender(keys.profile(), keys.clientKey(), keys.clientSalt())
                .protectRtcp(sealed, 0, report.length);
        ice.listener().onPacket(sealed.clone(), 0, length);
        ice.listener().onPacket(sealed, 0, length);
        viewer.close();
        loop.runUntil(() -> ice.closed);

        assertThat(recorder.rtcp).as("the repeated one is rejected").containsExactly(report);
        assertThat(recorder.events)
                .containsExactly(
                        "CONNECTING", "CONNECTED", "connected AEAD_AES_128_GCM 4000", "CLOSED", "ended VIEWER_LEFT");
        assertThat(timeline.entries())
                .extracting(ViewerTimeline.Entry::step)
                .containsExactly(
                        Step.OFFER_RECEIVED,
                        Step.FIRST_CHECK,
                        Step.PATH_VALID,
                        Step.CLIENT_HELLO,
                        Step.SECURED,
                        Step.FIRST_REPORT,
                        Step.ENDED);
        assertThat(loop.timers()).isZero();
        assertThat(ice.calls).containsExactly("start away", "close");
    }

    /** 20,000 packets a second from the viewer's address, forged, repeated and its own, beside fifty reports. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aFloodFromTheViewersAddressIsNotOpenedAndDropsNoReport(int seed) throws Exception {
        Random random = new Random(seed);
        open();
        check();
        path(4000);
        SrtpKeyingMaterial keys = secure(viewer());
        SrtpSender viewer = new SrtpSender(keys.profile(), keys.clientKey(), keys.clientSalt());
        byte[] first = sealed(viewer, 0);
        ice.listener().onPacket(first.clone(), 0, first.length);
        int sent = 1;
        int reports = 1;
        for (int tick = 0; tick < 150; tick++) {
            loop.advance(Duration.ofMillis(20));
            for (int i = 0; i < 400; i++) {
                byte[] flood = first.clone();
                if (random.nextBoolean()) {
                    random.nextBytes(flood);
                    flood[0] = (byte) 0x80;
                    flood[1] = (byte) 201;
                }
                ice.listener().onPacket(flood, 0, flood.length);
                sent++;
            }
            byte[] report = sealed(viewer, tick + 1);
            ice.listener().onPacket(report, 0, report.length);
            sent++;
            reports++;
        }
        assertThat(recorder.rtcp).as("what is no forgery, each").hasSize(reports);
        assertThat(sent - recorder.refused - reports)
                .as("what was opened in vain, in three seconds")
                .isLessThanOrEqualTo(4 * SrtcpShare.OTHER_PER_SECOND);

        recorder.rtcp.clear();
        for (int i = 0; i < 20_000; i++) {
            byte[] own = sealed(viewer, 1000 + i);
            ice.listener().onPacket(own, 0, own.length);
        }
        assertThat(recorder.rtcp.size())
                .as("of its own, in no time")
                .isLessThanOrEqualTo(SrtcpShare.EXPECTED_PER_SECOND + SrtcpShare.OTHER_PER_SECOND);
        loop.advance(Duration.ofSeconds(1));
        byte[] later = sealed(viewer, 30_000);
        ice.listener().onPacket(later, 0, later.length);
        assertThat(recorder.rtcp).last().asInstanceOf(BYTE_ARRAY).endsWith((byte) (30_000 >> 8), (byte) 30_000);
    }

    /** A report whose last bytes are the number. */
    private static byte[] sealed(SrtpSender viewer, int number) {
        byte[] sealed = new byte[64];
        byte[] report = {(byte) 0x80, (byte) 201, 0, 2, 0, 0, 0, 9, 0, 0, (byte) (number >> 8), (byte) number};
        System.arraycopy(report, 0, sealed, 0, report.length);
        return Arrays.copyOf(sealed, viewer.protectRtcp(sealed, 0, report.length));
    }

    @Test
    void anIceRestartLeavesMediaAndHandshakeAlone() throws Exception {
        ViewerConnection connection = open();
        check();
        path(4000);
        secure(viewer());

        connection.restart(new IceCredentials("anew", "anewanewanewanewanewanew"));
        loop.run();
        assertThat(connection.state()).isEqualTo(ViewerState.CONNECTED);
        path(5000);

        assertThat(ice.calls).containsExactly("start away", "restart anew");
        assertThat(recorder.events)
                .containsExactly("CONNECTING", "CONNECTED", "connected AEAD_AES_128_GCM 4000", "path 5000");
        assertThat(timeline.toString()).contains("ICE restarted by the viewer", "viewer's address changed");
        connection.close();
        loop.run();
    }

    /** The viewer's side is another server of ours, whose packets cross by hand. */
    @Test
    void aViewerThatIsTheDtlsServerIsSentTheClientHelloOnceThereIsAPath() throws Exception {
        CompletableFuture<SrtpKeyingMaterial> keys = new CompletableFuture<>();
        try (DtlsServer viewers = new DtlsServer(viewerIdentity, 1, Duration.ofSeconds(5))) {
            DtlsConnection viewer = viewers.open(
                    DtlsRole.SERVER,
                    List.of(serverIdentity.fingerprint()),
                    (packet, offset, length) -> ice.listener().onPacket(packet, offset, length),
                    Runnable::run,
                    new DtlsListener() {
                        @Override
                        public void onHandshake() {}

                        @Override
                        public void onEstablished(SrtpKeyingMaterial material) {
                            keys.complete(material);
                        }

                        @Override
                        public void onClosed(Closure closure, String reason) {}
                    });
            ice.toViewer = packet -> viewer.receive(packet, 0, packet.length);
            ViewerConnection connection = open(DtlsRole.CLIENT, true);
            assertThat(ice.calls).containsExactly("control away");
            check();
            path(4000);

            loop.runUntil(() -> keys.isDone() && connection.state() == ViewerState.CONNECTED);

            byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
            byte[] sealed = Arrays.copyOf(report, 64);
            int length = keys.get().serverSender().protectRtcp(sealed, 0, report.length);
            ice.listener().onPacket(sealed, 0, length);
            assertThat(recorder.rtcp).containsExactly(report);
            connection.close();
            loop.run();
        }
    }

    @Test
    void aLiteViewerWhoseCandidatesDoNotAnswerIsGivenUpWithItsOwnAdvice() {
        List<String> reasons = new ArrayList<>();
        open(DtlsRole.SERVER, true);
        loop.advance(Duration.ofSeconds(30));

        timeline.entries().forEach(entry -> reasons.add(entry.detail()));
        assertThat(reasons).anyMatch(reason -> reason.contains("ICE-lite") && reason.contains("public address"));
    }

    @Test
    void closeTellsTheViewerAndEndsOnce() throws Exception {
        ViewerConnection connection = open();
        check();
        path(4000);
        LoopbackDtlsClient viewer = viewer();
        secure(viewer);

        connection.close();
        connection.close();
        loop.run();

        assertThat(viewer.awaitClose(5_000)).isTrue();
        assertThat(recorder.events).endsWith("CLOSED", "ended CLOSED_HERE");
        assertThat(recorder.events)
                .filteredOn(event -> event.startsWith("ended"))
                .hasSize(1);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void viewerThatNeverComesIsGivenUp() {
        ViewerConnection connection = open();
        loop.advance(Duration.ofMillis(9_999));
        assertThat(connection.state()).isEqualTo(ViewerState.NEW);

        loop.advance(Duration.ofMillis(1));

        assertThat(connection.state()).isEqualTo(ViewerState.FAILED);
        assertThat(recorder.events).containsExactly("FAILED", "ended NO_CHECK");
        assertThat(timeline.toString()).contains("10000 ms ended (no connectivity check arrived within 10 s)");
        assertThat(ice.closed).isTrue();
    }

    @Test
    void viewerThatDoesNotAnswerChecksIsGivenUp() {
        open();
        loop.advance(Duration.ofSeconds(5));
        check();
        loop.advance(Duration.ofSeconds(20));

        assertThat(recorder.events).containsExactly("CONNECTING", "FAILED", "ended NOT_SECURED");
        assertThat(timeline.toString()).contains("it did not answer this server's within 20 s");
    }

    @Test
    void viewerThatBeginsNoHandshakeIsGivenUp() {
        open();
        check();
        path(4000);
        loop.advance(Duration.ofSeconds(20));

        assertThat(recorder.events).endsWith("FAILED", "ended NOT_SECURED");
        assertThat(timeline.toString()).contains("did not finish a DTLS handshake within 20 s");
    }

    @Test
    void silentViewerIsDisconnectedComesBackAndIsLostAfterThirtySeconds() throws Exception {
        ViewerConnection connection = open();
        check();
        path(4000);
        LoopbackDtlsClient viewer = viewer();
        secure(viewer);

        loop.advance(Duration.ofSeconds(7));
        assertThat(connection.state()).isEqualTo(ViewerState.CONNECTED);
        loop.advance(Duration.ofSeconds(1));
        assertThat(connection.state()).isEqualTo(ViewerState.DISCONNECTED);
        ice.consentNanos = loop.nanoTime();
        loop.advance(Duration.ofSeconds(1));
        assertThat(connection.state()).isEqualTo(ViewerState.CONNECTED);
        loop.advance(Duration.ofSeconds(28));
        assertThat(connection.state()).isEqualTo(ViewerState.DISCONNECTED);
        List<byte[]> farewell = new ArrayList<>();
        ice.toViewer = farewell::add;
        loop.advance(Duration.ofSeconds(1));

        assertThat(connection.state()).isEqualTo(ViewerState.FAILED);
        assertThat(recorder.events).endsWith("FAILED", "ended CONSENT_EXPIRED");
        assertThat(farewell).as("RFC 7675: nothing is sent without consent").isEmpty();
    }

    @Test
    void changedAddressIsToldOnce() throws Exception {
        open();
        check();
        path(4000);
        path(4000);
        secure(viewer());
        path(5000);
        path(5000);
        path(4000);

        assertThat(recorder.events).endsWith("connected AEAD_AES_128_GCM 4000", "path 5000", "path 4000");
    }

    @Test
    void failureOfIceEndsTheConnection() {
        open();
        check();
        ice.listener().onFailed("no way");
        ice.listener().onFailed("no way");
        loop.run();

        assertThat(recorder.events).containsExactly("CONNECTING", "FAILED", "ended ICE_FAILED");
        assertThat(timeline.toString()).contains("no way");
    }

    @Test
    void garbageIsIgnored() {
        ViewerConnection connection = open();
        check();
        byte[] packet = new byte[1500];
        for (int first = 0; first < 256; first++) {
            if (first < 20 || first > 63) {
                packet[0] = (byte) first;
                packet[1] = (byte) 201;
                ice.listener().onPacket(packet, 0, packet.length);
                ice.listener().onPacket(packet, 0, 1);
                ice.listener().onPacket(packet, 0, 0);
            }
        }
        loop.run();

        assertThat(connection.state()).isEqualTo(ViewerState.CONNECTING);
        assertThat(recorder.rtcp).isEmpty();
    }

    @Test
    void trickledCandidatesGoToIce() {
        open().addRemoteCandidate("candidate:1 1 udp 1 x.local 9 typ host");

        assertThat(ice.calls).contains("candidate:1 1 udp 1 x.local 9 typ host");
    }
}
