package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.security.TlsSettings;
import io.github.natcast.streamer.security.WebOrigins;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the builder's settings of TLS and origins come to in a streamer that runs. */
@Timeout(120)
final class ExposureTest {
    @TempDir
    private Path folder;

    private static StreamerBuilder builder() {
        return Streamer.builder()
                .video(VideoSettings.defaults().withSize(320, 180))
                .audio(AudioSettings.disabled())
                .bindAddress("127.0.0.1")
                .httpPort(0)
                .mediaPort(0);
    }

    private TlsSettings tls() {
        return TlsSettings.of(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    /** The status line of the page's answer to this name. */
    private static String statusLine(URI address, String host) throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void aFileThatIsMissingEndsTheStartInWords() {
        try (Streamer streamer = builder().tls(tls()).build()) {
            assertThatThrownBy(streamer::start)
                    .isInstanceOf(StreamerException.class)
                    .hasMessage("TLS certificate file " + folder.resolve("certificate.pem") + " does not exist");
        }
    }

    @Test
    void withoutAPortTlsIsRefused() {
        StreamerBuilder builder = Streamer.builder().noHttpPort().tls(tls());
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLS is of no use without an HTTP port");
    }

    @Test
    void withTlsTheAddressIsOfHttpsAndHttpLeadsThere() throws Exception {
        TestCertificate.now("localhost").write(folder);
        try (Streamer streamer = builder().tls(tls()).build()) {
            streamer.start();
            assertThat(streamer.address()).hasScheme("https").hasHost("127.0.0.1");
            assertThat(statusLine(streamer.address(), "cam.example")).startsWith("HTTP/1.1 308");
        }
    }

    private enum Setting {
        NONE,
        LISTED,
        PUBLIC,
        TUNNEL,
        PROXY_PROTOCOL;

        StreamerBuilder with(StreamerBuilder builder) {
            return switch (this) {
                case NONE -> builder;
                case LISTED -> builder.origins(WebOrigins.of("https://cam.example"));
                case PUBLIC -> builder.publicAddress("192.0.2.7", 40111);
                case TUNNEL -> builder.publicTcp("192.0.2.7", 443);
                case PROXY_PROTOCOL -> builder.proxyProtocol();
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"NONE, 421", "LISTED, 200", "PUBLIC, 200", "TUNNEL, 200", "PROXY_PROTOCOL, 200"})
    void onLoopbackAloneStrangeNamesAreRefused(Setting setting, int status) throws Exception {
        try (Streamer streamer = setting.with(builder()).build()) {
            streamer.start();
            assertThat(statusLine(streamer.address(), "cam.example")).startsWith("HTTP/1.1 " + status);
            assertThat(statusLine(streamer.address(), "localhost")).startsWith("HTTP/1.1 200");
        }
    }

    private static String body(URI address, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A tunnel's client on this machine makes strangers look local, and they can say any Host. */
    @Test
    void whereATunnelLeadsHereNobodyIsTheOperatorForBeingLocal() throws Exception {
        try (Streamer alone = builder().build();
                Streamer tunnelled = builder().publicAddress("192.0.2.1").build()) {
            alone.start();
            tunnelled.start();

            assertThat(body(alone.address(), "/metrics")).contains("natcast_viewers");
            assertThat(body(tunnelled.address(), "/metrics")).contains("operator_only");
            assertThat(body(tunnelled.address(), "/healthz")).isEqualTo("{\"status\":\"ok\"}");
        }
    }
}
