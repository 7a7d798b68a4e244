package io.github.natcast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ExamplesTest {
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 2 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0",
            "m=video 9 UDP/TLS/RTP/SAVPF 102",
            "c=IN IP4 0.0.0.0",
            "a=ice-ufrag:tiny",
            "a=ice-pwd:tinytinytinytinytiny22",
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
            "a=setup:actpass",
            "a=mid:0",
            "a=recvonly",
            "a=rtcp-mux",
            "a=rtpmap:102 H264/90000",
            "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
            "");

    @Test
    void whatJava2DDrawsIsShown() throws Exception {
        try (ExampleRun run = new ExampleRun(EmbedWithJava2D::main, "0", "0")) {
            assertThat(run.awaitHealth("\"source\":\"drawing\"")).contains("\"source\":\"drawing\"");
            run.end();
            assertThat(run.log())
                    .isNotEmpty()
                    .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\S+ [A-Z]+ +\\w+ - .+"));
        }
    }

    @Test
    void aNettyServerShowsTheTestPatternBelowItsPrefix() throws Exception {
        try (ExampleRun run = new ExampleRun(NettyServerExample::main, "0", "0")) {
            assertThat(run.awaitHealth("\"status\":\"ok\"")).contains("\"status\":\"ok\"");
            run.end();
        }
    }

    @Test
    void aTypedSourceReplacesTheStandbyAndOneThatIsMissingReplacesNothing(@TempDir Path folder) throws Exception {
        Path clip = Files.write(folder.resolve("clip.y4m"), y4m(64, 64, 50));
        try (ExampleRun run = new ExampleRun(StandbyThenLive::main, clip.toString(), "0", "0")) {
            assertThat(run.awaitHealth("clip.y4m is shown")).contains("clip.y4m is shown");

            Path live = Files.write(folder.resolve("live.y4m"), y4m(64, 64, 50));
            run.type(live.toString());
            assertThat(run.awaitHealth("live.y4m is shown")).contains("live.y4m is shown");

            run.type(folder.resolve("missing.y4m").toString());
            assertThat(run.awaitHealth("missing.y4m cannot be opened"))
                    .contains("\"source\":\"" + live + "\"")
                    .contains("\"status\":\"ok\"");

            run.type("");
            run.end();
        }
    }

    @Test
    void theJdksServerLetsOnlyThosePassWhoHaveLoggedIn() throws Exception {
        try (ExampleRun run = new ExampleRun(JdkHttpServerExample::main, "0", "0")) {
            URI video = run.page().resolve("/app/video/");
            HttpClient stranger = HttpClient.newHttpClient();
            for (String path : new String[] {"", "page.js", "whep/live", "healthz"}) {
                assertThat(get(stranger, video.resolve(path)).statusCode())
                        .as(path)
                        .isEqualTo(401);
            }

            HttpClient guest = HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            HttpRequest logIn = HttpRequest.newBuilder(run.page())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> page = guest.send(logIn, HttpResponse.BodyHandlers.ofString());
            assertThat(page.uri()).isEqualTo(video);
            assertThat(page.body()).contains("page.js");
            assertThat(get(guest, video.resolve("healthz")).body()).contains("\"status\":\"ok\"");
            run.end();
        }
    }

    @Test
    void aSessionGetsAChannelOfItsOwnWhichClosesWithItsLastViewer(@TempDir Path folder) throws Exception {
        Path clip = Files.write(folder.resolve("clip.y4m"), y4m(64, 64, 50));
        try (ExampleRun run = new ExampleRun(ChannelsExample::main, clip.toString(), "0", "0")) {
            HttpResponse<String> answer = run.post("whep/room-7", "application/sdp", OFFER);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(run.awaitPage("viewers", "\"channel\":\"room-7\"")).contains("\"channel\":\"room-7\"");

            String location = answer.headers().firstValue("Location").orElseThrow();
            run.delete(answer.uri().resolve(location).toString());
            assertThat(run.awaitPage("viewers", "[]")).contains("[]");
            assertThat(run.post("whep/room-7", "application/sdp", OFFER).statusCode())
                    .isEqualTo(201);
            run.end();
        }
    }

    @Test
    void jettyServesThePageAndTheWebSocket() throws Exception {
        try (ExampleRun run = new ExampleRun(JettyExample::main, "0", "0")) {
            HttpClient client = HttpClient.newHttpClient();
            assertThat(get(client, run.page()).body()).contains("page.js");
            assertThat(get(client, run.page().resolve("healthz")).body()).contains("\"status\":\"ok\"");

            CompletableFuture<CharSequence> first = new CompletableFuture<>();
            WebSocket.Listener listener = new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                    first.complete(text);
                    return CompletableFuture.completedStage(null);
                }
            };
            URI socket = URI.create(run.page().resolve("ws/live").toString().replaceFirst("http", "ws"));
            WebSocket opened =
                    client.newWebSocketBuilder().buildAsync(socket, listener).get(10, TimeUnit.SECONDS);
            assertThat(first.get(10, TimeUnit.SECONDS)).asString().contains("ice_servers");
            opened.abort();
            run.end();
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Uncompressed 4:2:0, as its text header says. */
    private static byte[] y4m(int width, int height, int frames) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(
                ("YUV4MPEG2 W" + width + " H" + height + " F25:1 Ip C420jpeg\n").getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < frames; frame++) {
            file.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(new byte[width * height * 3 / 2]);
        }
        return file.toByteArray();
    }
}
