package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see the viewers, and what. */
final class ViewersEndpointTest {
    private static final String TOKEN = "s3cret";

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private void withToken() {
        server.close();
        server = new TestServer(Optional.of(TOKEN), SignalingLimits.DEFAULTS);
    }

    private void watch(String session) throws Exception {
        assertThat(server.send(
                                "POST",
                                "/whep/" + session,
                                "v=0",
                                "Content-Type",
                                "application/sdp",
                                "Authorization",
                                "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(201);
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void listsTheViewersAndTellsOfEach() throws Exception {
        assertThat(server.get("/viewers").body()).isEqualTo("[]");
        watch("one");
        watch("two");
        HttpResponse<String> all = server.get("/viewers");
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(json(all)).hasSize(2);
        assertThat(json(all).get(1).get("session").asText()).isEqualTo("two");
        HttpResponse<String> second = server.get("/viewers/1");
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(json(second).get("session").asText()).isEqualTo("two");
        assertThat(server.send("HEAD", "/viewers", "").body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/viewers/9", "/viewers/", "/viewers/1/x", "/viewers/%22%3C"})
    void anUnknownViewerIsNotFound(String path) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("code").asText()).isEqualTo("no_such_viewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void nothingCanBeChanged(String method) throws Exception {
        watch("one");
        for (String path : new String[] {"/viewers", "/viewers/0"}) {
            HttpResponse<String> response = server.send(method, path, "");
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(server.streamer.watching()).isEqualTo(1);
    }

    @Test
    void aServerWithATokenWantsIt() throws Exception {
        withToken();
        watch("one");
        for (String path : new String[] {"/viewers", "/viewers/0", "/viewers/9", "/viewers?token=wrong"}) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(response.body()).doesNotContain("session");
        }
        assertThat(server.get("/viewers", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(server.get("/viewers/0?token=" + TOKEN).statusCode()).isEqualTo(200);
        assertThat(server.get("/viewers", "Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "203.0.113.7")
                        .statusCode())
                .as("whoever has the token may be anywhere")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "Via"})
    void withoutATokenWhoComesThroughAProxyIsRefused(String header) throws Exception {
        watch("one");
        HttpResponse<String> response = server.send(server.request("/viewers").header(header, "for=203.0.113.7"));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(json(response).get("code").asText()).isEqualTo("operator_only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "streamer.example.org",
                "127.0.0.1.example.org",
                "localhost.example.org:9000",
                "203.0.113.7:9000",
                "[2001:db8::1]"
            })
    void withoutATokenAnotherSitesPageIsRefused(String host) throws Exception {
        assertThat(status(host)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:9000", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:9000"})
    void withoutATokenThisMachineMayAsk(String host) throws Exception {
        assertThat(status(host)).isEqualTo(200);
    }

    /** Of a request whose Host header is this. */
    private int status(String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /viewers HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(5000);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
