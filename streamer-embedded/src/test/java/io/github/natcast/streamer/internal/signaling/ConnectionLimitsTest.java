package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.internal.forwarded.Forwarders;
import io.github.natcast.streamer.internal.limits.Refusal;
import io.github.natcast.streamer.internal.limits.RefusalCounts;
import io.github.natcast.streamer.security.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over real sockets: who finds no place learns why, and who reads late gets all that was asked for. */
class ConnectionLimitsTest {
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RefusalCounts refusals = new RefusalCounts();

    private TestServer server(Limits limits) {
        return new TestServer(
                new SignalingSettings(
                        Entrance.OPEN, Forwarders.NONE, limits, refusals, AdminRule.LOCAL, WebRules.SAME_ORIGIN),
                SignalingLimits.DEFAULTS);
    }

    private static Socket connect(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String toTheEnd(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whenAllPlacesAreUsedANewConnectionIsToldSo() throws Exception {
        List<RawWebSocket> watching = new ArrayList<>();
        try (TestServer server = server(Limits.defaults().withConnections(2))) {
            watching.add(new RawWebSocket(server.port(), "/ws/a"));
            watching.add(new RawWebSocket(server.port(), "/ws/b"));
            try (Socket third = connect(server)) {
                send(third, GET);
                assertThat(toTheEnd(third))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Retry-After: 1", "connection: close", "too_many_connections");
            }
            assertThat(refusals.of(Refusal.CONNECTIONS)).isOne();
        } finally {
            for (RawWebSocket socket : watching) {
                socket.close();
            }
        }
    }

    @Test
    void theLongestIdleConnectionMakesRoomForANewOne() throws Exception {
        try (TestServer server = server(Limits.defaults().withConnections(2));
                Socket first = connect(server)) {
            send(first, GET);
            assertThat(first.getInputStream().read()).isEqualTo('H');
            try (Socket second = connect(server)) {
                send(second, GET);
                assertThat(second.getInputStream().read()).isEqualTo('H');
                try (Socket third = connect(server)) {
                    send(third, "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    assertThat(toTheEnd(third)).startsWith("HTTP/1.1 200 ");
                }
            }
            assertThat(toTheEnd(first)).startsWith("TTP/1.1 200 "); // it has ended
        }
    }

    @Test
    void thousandRequestsAtOnceAreAllAnsweredInTheirOrder() throws Exception {
        try (TestServer server = server(Limits.defaults().withRequestsPerSecond(1_000_000));
                Socket client = connect(server)) {
            Thread sender = new Thread(() -> {
                try {
                    OutputStream out = client.getOutputStream();
                    for (int i = 0; i < 1000; i++) {
                        String path = i % 2 == 0 ? "/healthz" : "/nothing";
                        out.write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write("GET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException ended) {
                    return; // the answers say so
                }
            });
            sender.start();
            InputStream in = client.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            sender.join();
            List<String> statuses = new ArrayList<>();
            for (String line : all.split("\r\n|(?<=\\})(?=HTTP)", -1)) {
                int at = line.indexOf("HTTP/1.1 ");
                if (at >= 0) {
                    statuses.add(line.substring(at + 9, at + 12));
                }
            }
            assertThat(statuses).hasSize(1001);
            for (int i = 0; i < 1000; i++) {
                assertThat(statuses.get(i)).isEqualTo(i % 2 == 0 ? "200" : "404");
            }
        }
    }
}
