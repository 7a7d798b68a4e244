package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.signaling.Reports;
import io.github.natcast.streamer.internal.signaling.SignalingEndpoint;
import io.github.natcast.streamer.internal.signaling.SignalingHandler;
import io.github.natcast.streamer.internal.signaling.SignalingSettings;
import io.github.natcast.streamer.internal.signaling.Workers;
import io.github.natcast.streamer.internal.signaling.netty.ListenSettings;
import io.github.natcast.streamer.internal.signaling.netty.SignalingServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sends offers to a handler over real loopback connections, by WebSocket and by WHEP, so that the first browser does
 * not wait for class loading and compilation. Confined to one thread.
 */
public final class SignalingWarmUp {
    /** The other messages that browsers send. */
    private static final List<String> MESSAGES = List.of(
            "{\"type\":\"ice_candidate\",\"candidate\":{\"candidate\":\""
                    + "candidate:1 1 udp 2113937151 192.0.2.1 9 typ host\","
                    + "\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}",
            "{\"type\":\"ice_candidate\",\"candidate\":null}",
            "{\"type\":\"viewer_report\",\"state\":\"playing\",\"timings\":{\"connected\":12.5},\"error\":null}",
            "{\"type\":\"ping\"}");

    private static final int READ_TIMEOUT_MILLIS = 30_000;
    private static final int TEXT_FRAME = 0x81;
    private static final int CLOSE_FRAME = 0x88;
    private static final int MASKED = 0x80;

    /** The behaviour of a warm-up viewer between its answer and its end. */
    @FunctionalInterface
    public interface Audience {
        /** {@code answer} is an SDP, or a JSON string of one with its line ends escaped. */
        void answered(String answer) throws IOException;
    }

    private final InetSocketAddress server;
    private final String offer;
    private final Audience audience;

    private SignalingWarmUp(InetSocketAddress server, String offer, Audience audience) {
        this.server = server;
        this.offer = offer;
        this.audience = audience;
    }

    /**
     * Blocks until {@code rounds} offers went each way. The viewers that came by WHEP stay open: the handler's owner
     * closes them.
     *
     * @param rounds how often the offer is sent by each protocol
     * @throws java.net.SocketTimeoutException when no data arrive for 30 s, because the host is too busy
     * @throws IOException when an answer is not as expected
     */
    public static void run(
            SignalingHandler handler, String offer, int rounds, RandomGenerator random, Audience audience)
            throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (SignalingServer server = SignalingServer.start(
                ListenSettings.http(anyPort),
                new SignalingEndpoint(SignalingSettings.OPEN, handler, Reports.none(), random, new Workers()))) {
            SignalingWarmUp warmUp = new SignalingWarmUp(server.httpAddress().orElseThrow(), offer, audience);
            for (int round = 0; round < rounds; round++) {
                warmUp.offerByWhep();
                warmUp.offerByWebSocket();
            }
            warmUp.request("GET / HTTP/1.1\r\nHost: warm-up\r\nConnection: close\r\n\r\n", "", "");
        }
    }

    private void offerByWhep() throws IOException {
        String head = "POST /whep HTTP/1.1\r\nHost: warm-up\r\nConnection: close\r\nContent-Type: application/sdp\r\n"
                + "Content-Length: " + offer.length() + "\r\n\r\n";
        audience.answered(request(head, offer, "HTTP/1.1 201"));
    }

    private String request(String head, String body, String expected) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            require(response, expected);
            return response;
        }
    }

    private void offerByWebSocket() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            // The example key of RFC 6455 §1.3; the key protects nothing.
            out.write(("GET /ws/warm-up HTTP/1.1\r\nHost: warm-up\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            require(readHead(in), "HTTP/1.1 101");
            String message = "{\"type\":\"webrtc_offer\",\"sdp\":\"" + offer.replace("\r\n", "\\r\\n") + "\"}";
            out.write(frame(TEXT_FRAME, message.getBytes(StandardCharsets.US_ASCII)));
            for (String other : MESSAGES) {
                out.write(frame(TEXT_FRAME, other.getBytes(StandardCharsets.US_ASCII)));
            }
            String answer = readFrame(in);
            while (!answer.contains("webrtc_answer")) {
                if (answer.contains("\"error\"")) {
                    throw new IOException("the warm-up's offer was refused: " + answer);
                }
                answer = readFrame(in);
            }
            audience.answered(answer);
            out.write(frame(CLOSE_FRAME, new byte[] {0x03, (byte) 0xE8})); // 1000, normal closure
            in.readAllBytes();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return socket;
    }

    private static void require(String response, String start) throws IOException {
        if (!response.startsWith(start)) {
            throw new IOException("expected " + start + " during the warm-up, got "
                    + response.lines().findFirst());
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) read(in));
        }
        return head.toString();
    }

    /** A frame of a client (RFC 6455 §5.2), masked with zeros, which leave the payload readable. */
    private static byte[] frame(int type, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 8);
        frame.write(type);
        if (payload.length < 126) {
            frame.write(MASKED | payload.length);
        } else {
            frame.write(MASKED | 126);
            frame.write(payload.length >>> 8);
            frame.write(payload.length & 0xFF);
        }
        frame.write(0);
        frame.write(0);
        frame.write(0);
        frame.write(0);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** Reads a frame of a server, which is not masked (RFC 6455 §5.1). */
    private static String readFrame(InputStream in) throws IOException {
        read(in);
        int length = read(in);
        if (length == 126) {
            length = read(in) << 8 | read(in);
        } else if (length == 127) {
            throw new IOException("a frame of the warm-up is longer than 64 kB");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int read(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the server closed the connection during the warm-up");
        }
        return next;
    }
}
