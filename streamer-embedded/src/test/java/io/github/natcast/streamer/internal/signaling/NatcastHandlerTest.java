package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.ViewerRequest;
import io.github.natcast.streamer.netty.NatcastHandler;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streamer below a prefix of a program's own Netty server. */
class NatcastHandlerTest {
    private final ProgramsNettyServer server = new ProgramsNettyServer();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        server.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(String method, URI uri, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", WhepEndpoint.SDP)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/on%20air", "/on%20air/lively", "/whep", "/ws/live"})
    void passesOnWhatIsNotBelowItsPrefix(String path) throws Exception {
        assertThat(send("GET", uri(path), "").body()).isEqualTo("own " + path);
    }

    @Test
    void servesThePageAndLeadsToItsDirectory() throws Exception {
        HttpResponse<String> without = send("GET", uri(ProgramsNettyServer.PREFIX + "?session=a"), "");
        assertThat(without.statusCode()).isEqualTo(308);
        URI page =
                without.uri().resolve(without.headers().firstValue("Location").orElseThrow());
        assertThat(page).isEqualTo(uri(ProgramsNettyServer.PREFIX + "/?session=a"));
        assertThat(send("GET", page, "").body()).contains("page.js");
        assertThat(send("GET", page.resolve("page.js"), "").statusCode()).isEqualTo(200);
    }

    @Test
    void whepsLocationIsBelowThePrefix() throws Exception {
        for (String endpoint : new String[] {"/whep", "/whep/a%20b%3Ac"}) {
            HttpResponse<String> created = send("POST", uri(ProgramsNettyServer.PREFIX + endpoint), "v=0");
            assertThat(created.statusCode()).isEqualTo(201);
            URI resource = created.uri()
                    .resolve(created.headers().firstValue("Location").orElseThrow());
            assertThat(resource.getRawPath()).startsWith(ProgramsNettyServer.PREFIX + "/whep/");
            assertThat(send("DELETE", resource, "").statusCode()).isEqualTo(200);
        }
        assertThat(server.streamer.watching()).isZero();
        assertThat(server.streamer.answersSent).containsExactly(0, 1);
    }

    @Test
    void aWebSocketWatchesAndItsEndIsSeen() throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + server.port() + ProgramsNettyServer.PREFIX + "/ws/room");
        TestSocket socket = TestSocket.open(client, uri);
        socket.next("ice_servers");
        socket.send(FakePeer.offer("v=0"));
        socket.next("webrtc_answer");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WEBSOCKET in room");

        ViewerRequest origin = server.streamer.viewers.get(0).origin;
        assertThat(origin.path()).isEqualTo("/ws/room");
        assertThat(origin.user().map(Principal::getName)).isEqualTo(Optional.of("anna"));
        socket.raw().sendClose(1000, "").get(5, TimeUnit.SECONDS);
        assertThat(server.streamer.nextEvent()).startsWith("0 closed");
    }

    /** A client may send requests without waiting for responses (RFC 9112 §9.3.2): they keep their order. */
    @Test
    void theProgramsResponseWaitsForTheStreamersBeforeIt() throws Exception {
        Semaphore answering = new Semaphore(0);
        server.streamer.answering = answering;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            String post = "POST " + ProgramsNettyServer.PREFIX
                    + "/whep HTTP/1.1\r\nHost: a\r\nContent-Type: application/sdp\r\nContent-Length: 3\r\n\r\nv=0";
            String get = "GET /after HTTP/1.1\r\nHost: a\r\n\r\n";
            String last =
                    "GET " + ProgramsNettyServer.PREFIX + "/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((post + get + last).getBytes(StandardCharsets.US_ASCII));
            assertThat(server.streamer.offering.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            answering.release();

            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all)
                    .startsWith("HTTP/1.1 201")
                    .containsSubsequence("answer 0", "own /after", "\"status\":\"ok\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "/", "/live/"})
    void refusesAPrefixThatIsNone(String prefix) {
        assertThatThrownBy(() -> new NatcastHandler(TestRequests.endpoint(server.streamer), prefix, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + prefix + "\"");
    }
}
