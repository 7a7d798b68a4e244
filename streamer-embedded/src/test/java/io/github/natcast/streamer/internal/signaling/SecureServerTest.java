package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.natcast.streamer.internal.signaling.netty.IceTcp;
import io.github.natcast.streamer.internal.tls.TestCertificate;
import io.github.natcast.streamer.security.TlsSettings;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class SecureServerTest {
    private static final TestCertificate FIRST = TestCertificate.now("first");
    private static final TestCertificate SECOND = TestCertificate.now("second");
    private static final HttpClient CLIENT = SecureServer.client(FIRST);

    private final BlockingQueue<Integer> checks = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder;

    private SecureServer server;

    @BeforeEach
    void start() throws Exception {
        FIRST.write(folder);
        server = new SecureServer(folder, UnaryOperator.identity(), Optional.of(iceTcp()));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private IceTcp iceTcp() {
        return new IceTcp(
                InetAddress.getLoopbackAddress(),
                OptionalInt.empty(),
                () -> new SimpleChannelInboundHandler<ByteBuf>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
                        checks.add(frame.readableBytes());
                    }
                },
                port -> {});
    }

    /** What comes back for these bytes, until the server closes. */
    private static String exchange(Socket socket, String request) throws Exception {
        try (socket) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String plain(String request) throws Exception {
        return exchange(new Socket(InetAddress.getLoopbackAddress(), server.port()), request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void thePageComesByEitherVersion(String version) throws Exception {
        String answer = exchange(
                server.connect(FIRST, version), "GET / HTTP/1.1\r\nHost: cam.example\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("connect-src 'self' wss://cam.example;")
                .doesNotContainIgnoringCase("Strict-Transport-Security");
    }

    @Test
    void viewersComeByWhepAndBySocket() throws Exception {
        HttpResponse<String> created = server.send(
                CLIENT,
                "POST",
                server.origin() + "/whep",
                "v=0",
                "Content-Type",
                "application/sdp",
                "Origin",
                server.origin());
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(created.uri().resolve(location).toString()).startsWith(server.origin() + "/whep/live/");

        TestSocket socket = server.socket(CLIENT, server.origin());
        socket.next("ice_servers");
        socket.send(FakePeer.offer("v=0"));
        assertThat(socket.next("webrtc_answer").get("sdp").asText()).isNotEmpty();
    }

    @Test
    void aPageThatCameInTheOpenMayNotWatch() throws Exception {
        TestSocket socket = server.socket(CLIENT, "http://127.0.0.1:" + server.port());
        assertThat(socket.next("error").get("code").asText()).isEqualTo("origin_not_allowed");
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4403);
    }

    @Test
    void hstsIsSaidWhereItIsAskedForAndNotInTheOpen() throws Exception {
        server.close();
        UnaryOperator<TlsSettings> year = settings -> settings.withHsts(Duration.ofDays(365));
        server = new SecureServer(folder, year, Optional.empty());
        assertThat(server.send(CLIENT, "GET", server.origin() + "/", "")
                        .headers()
                        .firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
        server.socket(CLIENT, server.origin()).next("ice_servers");
        assertThat(plain("GET / HTTP/1.1\r\nHost: cam.example\r\n\r\n"))
                .doesNotContainIgnoringCase("Strict-Transport-Security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void whoComesInTheOpenIsLedToHttps(String method) throws Exception {
        String answer = plain(method + " /page.js?token=a%20b HTTP/1.1\r\nHost: cam.example:9000\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 308")
                .containsIgnoringCase("Location: https://cam.example:9000/page.js?token=a%20b\r\n")
                .containsIgnoringCase("Cache-Control: no-store")
                .containsIgnoringCase("Connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /whep HTTP/1.1\r\nHost: cam.example\r\nContent-Length: 0\r\n",
                "OPTIONS /whep HTTP/1.1\r\nHost: cam.example\r\n",
                "DELETE /whep/live/1 HTTP/1.1\r\nHost: cam.example\r\n",
                "GET /ws/live HTTP/1.1\r\nHost: cam.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
            })
    void whatSaysMoreThanAUrlInTheOpenIsRefused(String request) throws Exception {
        assertThat(plain(request + "\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("tls_required", "https://cam.example", "wss://");
        assertThat(server.streamer.viewers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a/b\r\n", "Host: evil\"\r\n", "Host:\r\n"})
    void aRequestNamesOneHost(String hosts) throws Exception {
        String request = "GET / HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n";
        assertThat(plain(request)).startsWith("HTTP/1.1 400");
        assertThat(exchange(server.connect(FIRST, "TLSv1.3"), request)).startsWith("HTTP/1.1 400");
    }

    @Test
    void mediaOverTcpOnThePortStayAsTheyAre() throws Exception {
        byte[] check = HexFormat.of().parseHex("0014000100002112a442000000000000000000000000");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(check);
            assertThat(checks.poll(5, TimeUnit.SECONDS)).isEqualTo(check.length);
        }
    }

    @Test
    void aProxyNamesTheClientBeforeTls() throws Exception {
        // PROXY protocol 2: TCP over IPv4, from 192.0.2.7:4711 to 127.0.0.1:443
        byte[] header = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc00002077f000001126701bb");
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.getOutputStream().write(header);
        Socket secure = FIRST.trusting().getSocketFactory().createSocket(socket, "127.0.0.1", server.port(), true);
        String answer = exchange(
                secure,
                "POST /whep HTTP/1.1\r\nHost: cam.example\r\nContent-Type: application/sdp\r\nContent-Length: 3\r\n"
                        + "Connection: close\r\n\r\nv=0");
        assertThat(answer).startsWith("HTTP/1.1 201");
        assertThat(server.streamer.asked.get(0).remoteAddress().getAddress().getHostAddress())
                .isEqualTo("192.0.2.7");
    }

    @Test
    void newFilesDropNobody() throws Exception {
        TestSocket watching = server.socket(CLIENT, server.origin());
        watching.next("ice_servers");
        SECOND.write(folder);
        server.tls.look();

        HttpClient later = SecureServer.client(SECOND);
        assertThat(server.send(later, "GET", server.origin() + "/", "").statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> server.connect(FIRST, "TLSv1.3")).isInstanceOf(SSLHandshakeException.class);
        watching.send(FakePeer.offer("v=0"));
        assertThat(watching.next("webrtc_answer").get("sdp").asText()).isNotEmpty();
    }

    @Test
    void stalledHandshakesHoldNobodyElse() throws Exception {
        Socket[] stalled = new Socket[50];
        for (int i = 0; i < stalled.length; i++) {
            stalled[i] = new Socket(InetAddress.getLoopbackAddress(), server.port());
            stalled[i].getOutputStream().write(HexFormat.of().parseHex("1603010200010001fc0303"));
        }
        assertThat(server.send(CLIENT, "GET", server.origin() + "/", "").statusCode())
                .isEqualTo(200);
        for (Socket socket : stalled) {
            socket.close();
        }
    }
}
