package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client hears that must not watch, or does not speak WebSocket properly. */
class WebSocketRefusalTest {
    private final TestServer server = new TestServer(Optional.of("secret"), SignalingLimits.DEFAULTS);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysThatTheTokenIsWrongAndClosesWith4401() throws Exception {
        TestSocket socket = server.socket("/ws/live?token=wrong");

        assertThat(socket.next("error").get("code").asText()).isEqualTo("unauthorized");
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws/a/b?token=secret",
                "/ws/a%2Fb?token=secret",
                "/ws/a%0Ab?token=secret",
                "/ws/%ff?token=secret"
            })
    void saysThatTheNameIsNoneAndClosesWith4404(String path) throws Exception {
        TestSocket socket = server.socket(path);

        JsonNode error = socket.next("error");
        assertThat(error.get("code").asText()).isEqualTo("bad_session_name");
        assertThat(error.get("message").asText()).contains("128 bytes of UTF-8");
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4404);
    }

    @Test
    void ignoresOffersOnASocketThatWasRefused() throws Exception {
        byte[] offer = "{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}".getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = new RawWebSocket(server.port(), "/ws/live?token=wrong")) {
            socket.send(RawWebSocket.TEXT, true, offer);
            socket.send(RawWebSocket.CLOSE, true);

            assertThat(socket.next().text()).contains("unauthorized");
            assertThat(closing(socket).status()).isEqualTo(4401);
            assertThatThrownBy(socket::next).isInstanceOf(EOFException.class);
        }
        assertThat(server.streamer.viewers).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/ws/live,426", "/ws/live?token=secret,426", "/ws/a/b,404"})
    void answersByHttpWhoeverDoesNotAskForAWebSocket(String path, int status) throws Exception {
        assertThat(server.get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void takesTheTokenInTheQueryAndANameInUtf8() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/%E6%88%BF%E9%97%B4?token=secret");
        socket.send("{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}");

        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WEBSOCKET in 房间");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3 28", "22 ff 22", "e6 88", "ed a0 80", "c0 80", "f8 88 80 80 80"})
    void invalidUtf8ClosesWith1007(String bytes) throws Exception {
        try (RawWebSocket socket = greeted()) {
            socket.send(RawWebSocket.TEXT, true, bytes(bytes));

            assertThat(closing(socket).status()).isEqualTo(1007);
        }
    }

    @Test
    void aFragmentMayEndWithinACharacter() throws Exception {
        byte[] message = "{\"type\":\"房\"}".getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = greeted()) {
            socket.send(RawWebSocket.TEXT, false, Arrays.copyOf(message, 11));
            socket.send(RawWebSocket.CONTINUATION, true, Arrays.copyOfRange(message, 11, message.length));

            assertThat(socket.next().text()).contains("no_offer").contains("房");
        }
    }

    @Test
    void invalidUtf8InALaterFragmentClosesWith1007() throws Exception {
        try (RawWebSocket socket = greeted()) {
            socket.send(RawWebSocket.TEXT, false, bytes("22 e6 88"));
            socket.send(RawWebSocket.CONTINUATION, true, bytes("22"));

            assertThat(closing(socket).status()).isEqualTo(1007);
        }
    }

    private RawWebSocket greeted() throws Exception {
        RawWebSocket socket = new RawWebSocket(server.port(), "/ws/live?token=secret");
        assertThat(socket.next().text()).contains("ice_servers");
        return socket;
    }

    private static RawWebSocket.Frame closing(RawWebSocket socket) throws Exception {
        RawWebSocket.Frame frame = socket.next();
        assertThat(frame.opcode()).as(frame.text()).isEqualTo(RawWebSocket.CLOSE);
        return frame;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
