package io.github.natcast.streamer.attack;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a WebSocket client writes (RFC 6455), masked with zeros. */
final class WebSocketText {
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;
    private static final int PING = 9;

    private WebSocketText() {}

    static byte[] handshake(InetSocketAddress server) {
        return Http.head(
                        "GET",
                        "/ws/live",
                        server,
                        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] text(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return frame(TEXT, bytes);
    }

    static byte[] ping(int length) {
        return frame(PING, new byte[length]);
    }

    /** The beginning of a text frame of so many bytes. */
    static byte[] beginOfText(int length) {
        return ByteBuffer.allocate(14)
                .put((byte) (FINAL | TEXT))
                .put((byte) (MASKED | 127))
                .putLong(length)
                .putInt(0)
                .array();
    }

    private static byte[] frame(int opcode, byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException(payload.length + " bytes are more than 125");
        }
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) (FINAL | opcode))
                .put((byte) (MASKED | payload.length))
                .putInt(0)
                .put(payload)
                .array();
    }
}
