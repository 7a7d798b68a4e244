package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.forwarded.ProxyHeaders;
import io.github.natcast.streamer.internal.forwarded.TrustedSources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom an offer is said to come from, with proxies in front of the server. */
@Timeout(60)
final class ForwardedClientTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("198.51.100.7", 50000);
    private static final String SDP = "application/sdp";

    private static TestServer server(TrustedSources proxyProtocol, TrustedSources httpProxies) {
        return new TestServer(Optional.empty(), SignalingLimits.DEFAULTS, new Forwarders(proxyProtocol, httpProxies));
    }

    private static InetSocketAddress origin(TestServer server) {
        return server.streamer.viewers.get(0).origin.remoteAddress();
    }

    @Test
    void aTrustedProxysHeaderNamesTheClient() throws Exception {
        try (TestServer server = server(TrustedSources.NONE, TrustedSources.THIS_HOST)) {
            server.send("POST", "/whep", "v=0\r\n", "Content-Type", SDP, "X-Forwarded-For", "1.1.1.1, 198.51.100.7");

            assertThat(origin(server)).isEqualTo(new InetSocketAddress("198.51.100.7", 0));
        }
    }

    @Test
    void soItDoesForAWebSocket() throws Exception {
        try (TestServer server = server(TrustedSources.NONE, TrustedSources.THIS_HOST);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write(("GET /ws/live HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nForwarded: for=\"[2001:db8::7]:1\"\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(firstLine(socket)).startsWith("HTTP/1.1 101");
            socket.getOutputStream().write(masked("{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}"));
            server.streamer.nextEvent();

            assertThat(origin(server)).isEqualTo(new InetSocketAddress("2001:db8::7", 0));
        }
    }

    @Test
    void withoutTrustTheHeaderIsAnybodysText() throws Exception {
        try (TestServer server = new TestServer()) {
            server.send("POST", "/whep", "v=0\r\n", "Content-Type", SDP, "X-Forwarded-For", "198.51.100.7");

            assertThat(origin(server).getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(origin(server).getPort()).isNotZero();
        }
    }

    /** What the client itself wrote into HTTP is not the tunnel's word. */
    @Test
    void aTunnelNamesTheClientOfTheConnection() throws Exception {
        try (TestServer server = server(TrustedSources.THIS_HOST, TrustedSources.THIS_HOST)) {
            assertThat(post(server, ProxyHeaders.of(CLIENT))).startsWith("HTTP/1.1 201");

            assertThat(origin(server)).isEqualTo(CLIENT);
        }
    }

    @Test
    void withoutTrustATunnelsHeaderIsRefused() throws Exception {
        try (TestServer server = new TestServer()) {
            assertThat(post(server, ProxyHeaders.of(CLIENT))).isEmpty();

            assertThat(server.streamer.viewers).isEmpty();
        }
    }

    /** The first line of the answer; empty when the connection is closed. */
    private static String post(TestServer server, byte[] header) throws IOException {
        byte[] request = ("POST /whep HTTP/1.1\r\nHost: a\r\nContent-Type: application/sdp\r\n"
                        + "X-Forwarded-For: 203.0.113.66\r\nContent-Length: 5\r\n\r\nv=0\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(ProxyHeaders.joined(header, request));
            return firstLine(socket);
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (java.net.SocketException reset) {
            // Closed with bytes unread.
        }
        return line.toString();
    }

    /** A text frame with a mask of zeros (RFC 6455 §5.2). */
    private static byte[] masked(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return ProxyHeaders.joined(new byte[] {(byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0}, payload);
    }
}
