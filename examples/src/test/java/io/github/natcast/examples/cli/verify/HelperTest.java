package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressScope;
import io.github.natcast.streamer.probe.IceCredentials;
import io.github.natcast.topology.ForwardTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second natcast tries for those who know its token, and is no scanner for others. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // it is set up before each test
final class HelperTest {
    private static final Instant NOW = Instant.parse("2026-11-27T19:00:00Z");
    private static final SharedToken TOKEN = new SharedToken("0123456789abcdef0123");
    private static final String NONCE = "0123456789abcdef";

    private final List<String> log = new CopyOnWriteArrayList<>();
    private HelperServer server;

    private void listen(Predicate<IpAddress> allowed) throws IOException {
        server = new HelperServer(
                new InetSocketAddress(LoopbackDeployment.LOOPBACK, 0),
                TOKEN,
                Trials.SHORT,
                InstantSource.fixed(NOW),
                allowed,
                log::add);
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Helper client(SharedToken token, Instant now) {
        return new HelperClient(
                URI.create("http://127.0.0.1:" + server.port()), token, Trials.PATIENT, InstantSource.fixed(now));
    }

    private static Attempt http(int port) {
        InetSocketAddress at = new InetSocketAddress(LoopbackDeployment.LOOPBACK, port);
        return new Attempt.Http(false, at, "cam.example.org", NONCE);
    }

    @Test
    void itSaysWhatItFound() throws IOException {
        listen(any -> true);
        Helper helper = client(TOKEN, NOW);
        int port = LoopbackDeployment.freeTcp();
        assertThat(helper.make(http(port))).isEqualTo(Reached.of(Reached.Kind.REFUSED));
        try (FakeNatcast natcast = new FakeNatcast(port, 201, "")) {
            assertThat(natcast).isNotNull();
            assertThat(helper.make(http(port))).isEqualTo(Reached.proved("ab".repeat(32)));
        }
        Attempt checks = new Attempt.Ice(
                ForwardTransport.UDP,
                new InetSocketAddress(LoopbackDeployment.LOOPBACK, LoopbackDeployment.freeUdp()),
                new IceCredentials("them", "usus", "a/password+of24characters"));
        assertThat(helper.make(checks)).isEqualTo(Reached.of(Reached.Kind.SILENT));
        assertThat(log).hasSize(3).last().asString().contains("silent").doesNotContain("password");
    }

    @Test
    void whoDoesNotKnowTheTokenIsRefused() throws IOException {
        listen(any -> true);
        SharedToken wrong = new SharedToken("another token of enough letters");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client(wrong, NOW).make(http(1)))
                .withMessageContaining("HTTP 401")
                .withMessageContaining("--helper-token-file");
    }

    @Test
    void anOldRequestIsRefused() throws IOException {
        listen(any -> true);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client(TOKEN, NOW.minusSeconds(301)).make(http(1)))
                .withMessageContaining("clocks");
    }

    @Test
    void privateAddressesAreNotTried() throws IOException {
        listen(address -> AddressScope.of(address).isEmpty());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client(TOKEN, NOW).make(http(22)))
                .withMessageContaining("HTTP 403, attempts are made to public addresses alone");
    }

    @Test
    void thereAreFewAttemptsInAMinute() throws IOException {
        listen(any -> true);
        Helper helper = client(TOKEN, NOW);
        int closed = LoopbackDeployment.freeTcp();
        for (int i = 0; i < AttemptLimit.IN_A_MINUTE; i++) {
            assertThat(helper.make(http(closed)).kind()).isEqualTo(Reached.Kind.REFUSED);
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> helper.make(http(closed)))
                .withMessageContaining("HTTP 429");
    }

    @Test
    void anAnswerOfSomebodyElseDoesNotCount() throws IOException {
        int port = LoopbackDeployment.freeTcp();
        HttpServer forger = HttpServer.create(new InetSocketAddress(LoopbackDeployment.LOOPBACK, port), 0);
        forger.createContext("/", exchange -> {
            byte[] body = AttemptJson.write(Reached.proved("ab".repeat(32))).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        forger.start();
        try {
            Helper helper = new HelperClient(
                    URI.create("http://127.0.0.1:" + port), TOKEN, Trials.PATIENT, InstantSource.fixed(NOW));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> helper.make(http(1)))
                    .withMessageContaining("not signed");
        } finally {
            forger.stop(0);
        }
    }

    @Test
    void whatIsNoAttemptIsRefused() throws IOException {
        listen(any -> true);
        InetSocketAddress at = new InetSocketAddress(LoopbackDeployment.LOOPBACK, server.port());
        HttpCall call = new HttpCall(false, at, "helper");
        String body = "{\"time\":" + NOW.getEpochSecond() + ",\"kind\":\"ftp\",\"address\":\"127.0.0.1\",\"port\":1}";
        Map<String, String> signed = Map.of(SharedToken.HEADER, TOKEN.sign(HelperServer.REQUEST, body));
        assertThat(call.send("POST", HelperServer.PATH, signed, body, Trials.PATIENT)
                        .status())
                .isEqualTo(400);
        assertThat(call.send("POST", HelperServer.PATH, Map.of(), "x".repeat(5000), Trials.PATIENT)
                        .status())
                .isEqualTo(413);
        assertThat(call.get(HelperServer.PATH, Trials.PATIENT).status()).isEqualTo(405);
    }
}
