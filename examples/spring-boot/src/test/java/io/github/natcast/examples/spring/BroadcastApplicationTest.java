package io.github.natcast.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.Streamer;
import io.netty.util.Version;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application with the Netty that Spring Boot chooses: it starts, answers whoever has logged in, and ends. */
final class BroadcastApplicationTest {
    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 2 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "a=group:BUNDLE 0",
            "m=video 9 UDP/TLS/RTP/SAVPF 102",
            "c=IN IP4 0.0.0.0",
            "a=ice-ufrag:boot",
            "a=ice-pwd:bootbootbootbootboot22",
            "a=fingerprint:sha-256 " + "AB:".repeat(31) + "AB",
            "a=setup:actpass",
            "a=mid:0",
            "a=recvonly",
            "a=rtcp-mux",
            "a=rtpmap:102 H264/90000",
            "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
            "");
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("viewer:secret".getBytes(StandardCharsets.UTF_8));

    private static ConfigurableApplicationContext application;
    private static URI server;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        application = SpringApplication.run(
                BroadcastApplication.class,
                "--server.port=0",
                "--natcast.media-port=0",
                "--spring.security.user.password=secret");
        server = URI.create(
                "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + "/video/");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private HttpResponse<String> offer(String login) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.resolve("whep"))
                        .header("Authorization", login)
                        .header("Content-Type", "application/sdp")
                        .POST(HttpRequest.BodyPublishers.ofString(OFFER))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<String> firstMessage(WebSocket.Builder builder) {
        CompletableFuture<String> first = new CompletableFuture<>();
        builder.buildAsync(
                        URI.create(server.toString().replaceFirst("http", "ws") + "ws/live"), new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                                first.complete(text.toString());
                                socket.abort();
                                return null;
                            }
                        })
                .exceptionally(refused -> {
                    first.completeExceptionally(refused);
                    return null;
                });
        return first;
    }

    @Test
    void springChoosesNetty() {
        assertThat(Version.identify().get("netty-codec-http").artifactVersion()).startsWith("4.1.");
    }

    @Test
    void whoHasLoggedInGetsAnAnswerBelowTheMountPointAndCanLeave() throws Exception {
        HttpResponse<String> answer = offer(LOGIN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).startsWith("v=0").contains("a=candidate:");
        URI viewer = server.resolve(answer.headers().firstValue("Location").orElseThrow());
        assertThat(viewer.getPath()).startsWith("/video/whep/");
        assertThat(application.getBean(Streamer.class).viewers()).hasSize(1);
        HttpResponse<Void> left = http.send(
                HttpRequest.newBuilder(viewer)
                        .header("Authorization", LOGIN)
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(left.statusCode()).isEqualTo(200);
    }

    @Test
    void thePageIsBehindTheLogin() throws Exception {
        HttpRequest.Builder page = HttpRequest.newBuilder(server).header("Accept", "text/html");
        HttpResponse<String> stranger = http.send(page.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(stranger.headers().firstValue("Location").orElseThrow()).endsWith("/login");

        HttpResponse<String> viewer =
                http.send(page.header("Authorization", LOGIN).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(viewer.statusCode()).isEqualTo(200);
        assertThat(viewer.body()).contains("page.js");
    }

    @Test
    void strangersGetNeitherAnAnswerNorAWebSocket() throws Exception {
        assertThat(offer("Basic eDp5").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> firstMessage(http.newWebSocketBuilder()).get(10, TimeUnit.SECONDS))
                .hasMessageContaining("WebSocketHandshakeException");
    }

    @Test
    void theWebSocketIsOnSpringsPort() throws Exception {
        assertThat(firstMessage(http.newWebSocketBuilder().header("Authorization", LOGIN))
                        .get(10, TimeUnit.SECONDS))
                .contains("\"type\"");
    }
}
