package io.github.natcast.streamer.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.security.TlsSettings;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerTlsTest {
    private final TestCertificate first = TestCertificate.now("first");
    private final TestCertificate second = TestCertificate.now("second");
    private final List<String> warnings = new ArrayList<>();
    private Instant now = Instant.now();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        first.write(folder);
    }

    private ServerTls open() throws Exception {
        return ServerTls.open(
                TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem")), () -> now, warnings::add);
    }

    /** Hands bytes from one end to the other until the client is done. */
    private static Certificate handshake(SSLEngine server, SSLEngine client) throws SSLException {
        client.setUseClientMode(true);
        ByteBuffer toServer = ByteBuffer.allocate(65_536);
        ByteBuffer toClient = ByteBuffer.allocate(65_536);
        for (int step = 0; step < 50; step++) {
            move(client, toServer, toClient);
            move(server, toClient, toServer);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return client.getSession().getPeerCertificates()[0];
            }
        }
        throw new AssertionError("no end after 50 steps: " + client.getHandshakeStatus());
    }

    private static void move(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        in.flip();
        ByteBuffer plain = ByteBuffer.allocate(65_536);
        if (engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP && in.hasRemaining()) {
            engine.unwrap(in, plain);
        }
        in.compact();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }

    private Certificate shown(ServerTls tls) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return handshake(tls.engine(), context.createSSLEngine());
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, TLS_AES_256_GCM_SHA384", "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"})
    void bothVersionsAreSpokenWithHttp11(String version, String cipher) throws Exception {
        SSLEngine client = first.trusting().createSSLEngine();
        client.setEnabledProtocols(new String[] {version});
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        client.setSSLParameters(parameters);
        SSLEngine server = open().engine();
        assertThat(handshake(server, client)).isEqualTo(first.certificate());
        assertThat(client.getSession().getProtocol()).isEqualTo(version);
        assertThat(client.getSession().getCipherSuite()).isEqualTo(cipher);
        assertThat(client.getApplicationProtocol()).isEqualTo("http/1.1");
    }

    @Test
    void noOldVersionAndNoWeakCipherIsOffered() throws Exception {
        SSLEngine server = open().engine();
        assertThat(server.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(server.getEnabledCipherSuites())
                .hasSizeGreaterThan(4)
                .allMatch(cipher -> cipher.contains("_GCM_") || cipher.contains("_CHACHA20_"))
                .noneMatch(cipher -> cipher.startsWith("TLS_RSA") || cipher.startsWith("TLS_DHE"));
    }

    @Test
    void newFilesCountForNewConnections() throws Exception {
        ServerTls tls = open();
        SSLEngine before = tls.engine();
        second.write(folder);
        assertThat(shown(tls)).isEqualTo(first.certificate());

        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        assertThat(handshake(before, first.trusting().createSSLEngine())).isEqualTo(first.certificate());
        assertThat(warnings).isEmpty();
    }

    @Test
    void betweenTheTwoFilesNothingIsSaid() throws Exception {
        ServerTls tls = open();
        Files.writeString(folder.resolve("certificate.pem"), second.certificatePem());
        tls.look();
        assertThat(shown(tls)).isEqualTo(first.certificate());
        Files.writeString(folder.resolve("key.pem"), second.keyPem());
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        assertThat(warnings).isEmpty();
    }

    @Test
    void badFilesKeepTheFormerAndAreSaidOnce() throws Exception {
        ServerTls tls = open();
        Files.writeString(folder.resolve("key.pem"), second.keyPem());
        for (int i = 0; i < 10; i++) {
            tls.look();
        }
        assertThat(shown(tls)).isEqualTo(first.certificate());
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("the former", "does not belong");

        Files.delete(folder.resolve("key.pem"));
        for (int i = 0; i < 10; i++) {
            tls.look();
        }
        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(1)).contains("does not exist");

        second.write(folder);
        tls.look();
        assertThat(shown(tls)).isEqualTo(second.certificate());
        assertThat(warnings).hasSize(2);
    }

    @Test
    void thatItExpiresIsSaidOnce() throws Exception {
        ServerTls tls = open();
        tls.look();
        assertThat(warnings).isEmpty();
        now = now.plus(Duration.ofDays(2));
        tls.look();
        tls.look();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("expired at");
        assertThat(shown(tls)).isEqualTo(first.certificate());
    }

    @Test
    void oneThatIsNotYetValidIsSaidAtTheStart() throws Exception {
        now = now.minus(Duration.ofDays(30));
        open();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("is valid from");
    }

    @Test
    void atTheStartABadFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("key.pem"), second.keyPem());
        assertThatThrownBy(this::open).isInstanceOf(TlsFileException.class).hasMessageContaining("does not belong");
    }

    /** The test asks which certificate is shown, and not whether it may be trusted. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
