package io.github.natcast.streamer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's client against the JDK's server, on loopback. */
final class JdkHttpExchangeTest {
    private volatile WhipRequest received = WhipRequest.of("NONE", URI.create("/"));
    private final JdkHttpExchange http = new JdkHttpExchange(Runnable::run);
    private HttpServer server;
    private volatile int status = 201;
    private volatile Map<String, List<String>> headers = Map.of();
    private volatile byte[] body = "v=0\r\n".getBytes(StandardCharsets.UTF_8);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, String.join("|", values)));
            received = new WhipRequest(exchange.getRequestMethod(), exchange.getRequestURI(), sent, Optional.of(text));
            headers.forEach((name, values) ->
                    values.forEach(value -> exchange.getResponseHeaders().add(name, value)));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String target) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + target);
    }

    private WhipResponse send(WhipRequest request) {
        return http.send(request).toCompletableFuture().join();
    }

    @Test
    void sendsWhatItIsGiven() {
        headers = Map.of("Location", List.of("/s"), "Link", List.of("<a>", "<b>"), "ETag", List.of("unquoted"));
        WhipResponse response = send(WhipRequest.of("POST", at("/a%2Fb/?secret=s%26&x"))
                .with("application/sdp", "application/sdp", "offer")
                .with("Authorization", "Bearer user:pass"));
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).hasToString("/a%2Fb/?secret=s%26&x");
        assertThat(received.body()).contains("offer");
        assertThat(received.headers().toString())
                .contains("application/sdp", "Bearer user:pass")
                .doesNotContainIgnoringCase("upgrade");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("v=0\r\n");
        assertThat(response.header("location")).contains("/s");
        assertThat(response.headers("LINK")).containsExactly("<a>", "<b>");
        assertThat(response.header("etag")).contains("unquoted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PATCH", "DELETE"})
    void knowsTheMethodsOfWhip(String method) {
        body = new byte[0];
        status = 204;
        assertThat(send(WhipRequest.of(method, at("/s"))).status()).isEqualTo(204);
        assertThat(received.method()).isEqualTo(method);
    }

    @Test
    void followsNothing() {
        status = 307;
        headers = Map.of("Location", List.of("/elsewhere"));
        assertThat(send(WhipRequest.of("POST", at("/s"))).status()).isEqualTo(307);
    }

    /** RFC 9110 §11.6.1 wants WWW-Authenticate; engines leave it out. */
    @ParameterizedTest
    @ValueSource(ints = {401, 403, 407})
    void takesARefusalWithoutAChallenge(int value) {
        status = value;
        WhipRequest request = WhipRequest.of("POST", at("/s"));
        assertThat(send(request.with("Authorization", "Bearer x")).status()).isEqualTo(value);
        assertThat(send(request).status()).isEqualTo(value);
    }

    @Test
    void readsNoMoreThanAnyAnswerHas() {
        body = "v=0\r\n".repeat(BoundedText.MOST).getBytes(StandardCharsets.UTF_8);
        assertThat(send(WhipRequest.of("POST", at("/s"))).body()).isEmpty();
        body = "x".repeat(BoundedText.MOST).getBytes(StandardCharsets.UTF_8);
        assertThat(send(WhipRequest.of("POST", at("/s"))).body()).hasSize(BoundedText.MOST);
    }

    /** It must not hold an attempt for ever, nor a connection. */
    @Test
    @Timeout(30)
    void hangsUpOnAnAnswerThatDoesNotEnd() throws Exception {
        try (ServerSocket engine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + engine.getLocalPort() + "/whip");
            CompletableFuture<WhipResponse> answer = new JdkHttpExchange(Runnable::run, Duration.ofSeconds(2))
                    .send(WhipRequest.of("POST", endpoint))
                    .toCompletableFuture();
            try (Socket connection = engine.accept()) {
                String begun = "HTTP/1.1 201 Created\r\nContent-Length: 4000\r\nLocation: /s/1\r\n\r\nv=0\r\n";
                connection.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));

                assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(HttpTimeoutException.class);
                connection.setSoTimeout(20_000);
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void saysWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        WhipRequest request = WhipRequest.of("POST", URI.create("http://127.0.0.1:" + port + "/"));
        assertThatThrownBy(() -> send(request))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }
}
