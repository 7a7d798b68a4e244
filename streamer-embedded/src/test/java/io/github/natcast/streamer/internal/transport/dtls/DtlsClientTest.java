package io.github.natcast.streamer.internal.transport.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.srtp.SrtpKeyingMaterial;
import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.DtlsRole;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Viewers that offer to be the DTLS server: this side is the client. */
@Timeout(60)
final class DtlsClientTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private static DtlsServer here;
    private static DtlsServer viewers;
    private static ExecutorService control;

    @BeforeAll
    static void start() {
        here = new DtlsServer(DtlsIdentity.generate(new SecureRandom(), NOW), 2, Duration.ofSeconds(5));
        viewers = new DtlsServer(DtlsIdentity.generate(new SecureRandom(), NOW), 2, Duration.ofSeconds(5));
        control = Executors.newSingleThreadExecutor();
    }

    @AfterAll
    static void stop() {
        here.close();
        viewers.close();
        control.shutdownNow();
    }

    /** One end, and what happens to it. */
    @SuppressWarnings("NullAway.Init") // both ends are joined before anything happens
    private static final class End implements DtlsListener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final BlockingQueue<SrtpKeyingMaterial> keys = new LinkedBlockingQueue<>();
        final AtomicInteger sent = new AtomicInteger();
        final DtlsConnection connection;
        volatile End other;

        /** @param lost the numbers of the packets that do not arrive, from 1 */
        End(DtlsServer dtls, DtlsRole role, Fingerprint expected, List<Integer> lost) {
            this(dtls, role, expected, lost, SrtpProfile.values());
        }

        End(DtlsServer dtls, DtlsRole role, Fingerprint expected, List<Integer> lost, SrtpProfile... profiles) {
            connection = dtls.open(
                    role,
                    List.of(expected),
                    List.of(profiles),
                    (packet, offset, length) -> {
                        if (!lost.contains(sent.incrementAndGet())) {
                            other.connection.receive(packet, offset, length);
                        }
                    },
                    control,
                    this);
        }

        @Override
        public void onHandshake() {
            events.add("handshake");
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

    private static End client(Fingerprint expected, List<Integer> lost, List<Integer> lostByViewer) {
        End client = new End(here, DtlsRole.CLIENT, expected, lost);
        End viewer = new End(viewers, DtlsRole.SERVER, here.identity().fingerprint(), lostByViewer);
        client.other = viewer;
        viewer.other = client;
        return client;
    }

    private static End client() {
        return client(viewers.identity().fingerprint(), List.of(), List.of());
    }

    @Test
    void shakesHandsOnceThereIsAPath() throws Exception {
        End client = client();
        assertThat(client.sent).hasValue(0);

        client.connection.pathFound();
        client.connection.pathFound();

        assertThat(client.next()).isEqualTo("handshake");
        assertThat(client.next()).isEqualTo("established");
        assertThat(client.other.next()).isEqualTo("handshake");
        assertThat(client.other.next()).isEqualTo("established");
        SrtpKeyingMaterial keys = client.keys.take();
        assertThat(keys.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(keys).usingRecursiveComparison().isEqualTo(client.other.keys.take());
        client.connection.close();
        assertThat(client.other.next()).isEqualTo("CLOSE_NOTIFY: the viewer left");
        assertThat(client.events).isEmpty();
    }

    /** As SRS does: it answers {@code a=setup:passive}, and knows no other profile. */
    @Test
    void aServerOfCounterModeAloneGetsCounterMode() throws Exception {
        End client = new End(here, DtlsRole.CLIENT, viewers.identity().fingerprint(), List.of());
        End server = new End(
                viewers, DtlsRole.SERVER, here.identity().fingerprint(), List.of(), SrtpProfile.AES128_CM_HMAC_SHA1_80);
        client.other = server;
        server.other = client;
        client.connection.pathFound();
        SrtpKeyingMaterial ours = client.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        SrtpKeyingMaterial theirs = server.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

        assertThat(ours.profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        assertThat(ours).usingRecursiveComparison().isEqualTo(theirs);
        client.connection.close();
    }

    @Test
    void whatTheClientProtectsTheViewerOpens() throws Exception {
        End client = client();
        client.connection.pathFound();
        byte[] rtcp = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 9};
        byte[] buffer = java.util.Arrays.copyOf(rtcp, 64);
        SrtpKeyingMaterial ours = client.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        SrtpKeyingMaterial viewers = client.other.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);

        int length = ours.clientSender().protectRtcp(buffer, 0, rtcp.length);
        assertThat(viewers.serverReceiver().unprotectRtcp(buffer, 0, length)).isEqualTo(rtcp.length);
        length = viewers.serverSender().protectRtcp(buffer, 0, rtcp.length);
        assertThat(ours.clientReceiver().unprotectRtcp(buffer, 0, length)).isEqualTo(rtcp.length);
        client.connection.close();
    }

    @Test
    void closeNotifyOfTheViewerIsReported() throws Exception {
        End client = client();
        client.connection.pathFound();
        assertThat(client.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
        assertThat(client.other.keys.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                .isNotNull();

        client.other.connection.close();

        assertThat(client.next()).isEqualTo("handshake");
        assertThat(client.next()).isEqualTo("established");
        assertThat(client.next()).isEqualTo("CLOSE_NOTIFY: the viewer left");
    }

    @Test
    void aViewerWithAnotherCertificateThanOfferedIsRefused() throws Exception {
        End client = client(here.identity().fingerprint(), List.of(), List.of());
        client.connection.pathFound();

        assertThat(client.next()).isEqualTo("handshake");
        assertThat(client.next())
                .isEqualTo("FAILURE: the viewer's certificate does not match the fingerprint in its offer");
        assertThat(client.keys).isEmpty();
        assertThat(client.other.next()).isEqualTo("handshake");
        assertThat(client.other.next()).contains("bad_certificate");
    }

    /** Whatever is lost once, a flight is sent again. */
    @ParameterizedTest(name = "packet {1} of the viewer: {0}")
    @CsvSource({
        "false, 1",
        "false, 2",
        "false, 3",
        "false, 4",
        "false, 5",
        "false, 6",
        "true, 1",
        "true, 2",
        "true, 3",
        "true, 4",
        "true, 5",
        "true, 6",
        "true, 7"
    })
    void lostPacketsAreSentAgain(boolean byViewer, int lost) throws Exception {
        End client = client(
                viewers.identity().fingerprint(),
                byViewer ? List.of() : List.of(lost),
                byViewer ? List.of(lost) : List.of());
        client.connection.pathFound();

        assertThat(client.next()).isEqualTo("handshake");
        assertThat(client.next()).isEqualTo("established");
        assertThat(client.other.next()).isEqualTo("handshake");
        assertThat(client.other.next()).isEqualTo("established");
        client.connection.close();
    }

    @Test
    void aViewerThatDoesNotAnswerIsGivenUp() throws Exception {
        try (DtlsServer impatient = new DtlsServer(here.identity(), 1, Duration.ofSeconds(1))) {
            End client = new End(impatient, DtlsRole.CLIENT, viewers.identity().fingerprint(), List.of());
            client.other = new End(viewers, DtlsRole.CLIENT, here.identity().fingerprint(), List.of());
            client.connection.pathFound();

            assertThat(client.next()).isEqualTo("handshake");
            assertThat(client.next())
                    .isEqualTo("FAILURE: the viewer offers to be the DTLS server and did not finish the handshake");
        }
    }

    @Test
    void closeBeforeThePathSendsNothing() {
        End client = client();
        client.connection.close();
        client.connection.pathFound();

        assertThat(client.events).isEmpty();
        assertThat(client.sent).hasValue(0);
    }
}
