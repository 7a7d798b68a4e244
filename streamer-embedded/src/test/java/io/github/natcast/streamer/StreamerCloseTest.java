package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.srtp.SrtpProfile;
import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.Resources;
import io.github.natcast.streamer.internal.transport.dtls.DtlsIdentity;
import io.github.natcast.streamer.internal.transport.dtls.LoopbackDtlsClient;
import io.github.natcast.streamer.internal.transport.port.LoopbackIceClient;
import io.github.natcast.streamer.internal.warmup.WarmUpOffer;
import io.github.natcast.streamer.publish.PublishSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Viewers are notified at once that the server ends, and need not wait for their consent to expire. */
@Timeout(120)
final class StreamerCloseTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final AtomicReference<LoopbackDtlsClient> dtls = new AtomicReference<>();

    @Test
    void everyViewerHearsCloseNotify() throws Exception {
        Streamer streamer = Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0)
                .video(VideoSettings.defaults().withSize(320, 180))
                .build();
        try {
            streamer.start();
            String answer = answer(streamer);
            IceCredentials remote = new IceCredentials(value(answer, "ice-ufrag"), value(answer, "ice-pwd"));
            try (LoopbackIceClient ice = new LoopbackIceClient(
                    streamer.mediaAddresses().get(0), WarmUpOffer.CREDENTIALS, remote, this::receive)) {
                LoopbackDtlsClient viewer = new LoopbackDtlsClient(
                        identity,
                        Fingerprint.parse(value(answer, "fingerprint")),
                        List.of(SrtpProfile.values()),
                        PATIENCE_MILLIS,
                        (packet, offset, length) -> send(ice, packet, offset, length));
                dtls.set(viewer);
                ice.check();
                viewer.connect();
                assertThat(streamer.viewers()).hasSize(1);

                streamer.close();

                assertThat(viewer.awaitClose(PATIENCE_MILLIS)).isTrue();
            }
        } finally {
            streamer.close();
        }
    }

    @Test
    void publishingLeavesNoThread() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Streamer streamer = Streamer.builder()
                        .bindAddress("127.0.0.1")
                        .httpPort(0)
                        .mediaPort(0)
                        .rehearse(false)
                        .build()) {
            streamer.start();
            streamer.publish(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/whip"),
                    PublishSettings.defaults().withToken("user:pass"));
            silent.accept().close();
        }
        Resources.awaitNoThreadsNamed("natcast-whip", 5_000);
        assertThat(Resources.threadsNamed("natcast-whip")).isZero();
        Resources.awaitNoThreadsNamed("IceConnector", 5_000);
        assertThat(Resources.threadsNamed("IceConnector")).isZero();
    }

    private String answer(Streamer streamer) throws Exception {
        HttpRequest offer = HttpRequest.newBuilder(streamer.address().resolve("whep"))
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(WarmUpOffer.sdp(identity.fingerprint())))
                .build();
        return HttpClient.newHttpClient().send(offer, BodyHandlers.ofString()).body();
    }

    private static String value(String answer, String attribute) {
        Matcher line = Pattern.compile("a=" + attribute + ":(.*)").matcher(answer);
        assertThat(line.find()).as("a=%s of %s", attribute, answer).isTrue();
        return line.group(1).strip();
    }

    private void receive(byte[] packet) {
        LoopbackDtlsClient viewer = dtls.get();
        boolean isDtls = packet[0] >= 20 && packet[0] <= 63; // RFC 7983 §7
        if (viewer != null && isDtls) {
            viewer.receive(packet, 0, packet.length);
        }
    }

    private static void send(LoopbackIceClient ice, byte[] packet, int offset, int length) {
        try {
            ice.send(packet, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
