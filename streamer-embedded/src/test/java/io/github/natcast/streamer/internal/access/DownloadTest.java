package io.github.natcast.streamer.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest {
    private static final int MOST = 1 << 20;

    private static String download(int status, byte[] body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            return new Download(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys"))
                    .call();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isTheTextInUtf8() throws Exception {
        assertThat(download(200, "{\"keys\":[\"钥匙\"]}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("{\"keys\":[\"钥匙\"]}");
        assertThat(download(200, new byte[MOST])).hasSize(MOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {MOST + 1, 3 * MOST})
    void whatIsTooLongIsNotTaken(int bytes) {
        assertThatThrownBy(() -> download(200, new byte[bytes]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1048576 bytes");
    }

    @Test
    void anErrorsPageIsNoText() {
        assertThatThrownBy(() -> download(404, "no".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 404");
    }

    @Test
    void aBodyThatStallsHoldsNoThread() throws Exception {
        try (StallingServer server = new StallingServer()) {
            Download download = new Download(server.uri(), Duration.ofMillis(300));
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThatThrownBy(download::call).isInstanceOf(IOException.class));
            server.left.get(10, TimeUnit.SECONDS); // nor a connection
        }
    }
}
