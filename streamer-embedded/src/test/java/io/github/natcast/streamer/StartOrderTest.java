package io.github.natcast.streamer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.media.codec.EncoderFactory;
import io.github.natcast.streamer.internal.media.ffmpeg.FfmpegEncoders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The ports come first: whoever mistypes one does not wait for encoders. */
class StartOrderTest {

    private static StreamerBuilder builder(int httpPort) {
        return Streamer.builder()
                .bindAddress("127.0.0.1")
                .httpPort(httpPort)
                .mediaPort(0)
                .source(VideoSource.testPattern())
                .rehearse(false);
    }

    @Test
    void aPortInUseIsSaidBeforeAnEncoderIsTried() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Streamer streamer = builder(other.getLocalPort()).build(() -> {
                    throw new AssertionError("an encoder was asked for");
                })) {
            assertThatThrownBy(streamer::start)
                    .isInstanceOf(StreamerException.class)
                    .hasMessageContaining("HTTP port " + other.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void whoAsksWhileItWarmsUpIsToldWhenToComeAgain() throws Exception {
        int port = freePort();
        CompletableFuture<HttpResponse<String>> early = new CompletableFuture<>();
        try (Streamer streamer = builder(port).build(() -> {
            early.complete(get(port));
            EncoderFactory encoders = new FfmpegEncoders();
            return encoders;
        })) {
            streamer.start();

            assertThat(early.join().statusCode()).isEqualTo(503);
            assertThat(early.join().headers().firstValue("Retry-After")).contains("2");
            assertThat(early.join().body()).contains("starting");
            assertThat(get(port).statusCode()).isEqualTo(200);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
