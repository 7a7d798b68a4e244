package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages between the program and a viewer's client, on signalling's own WebSocket. */
class ApplicationMessagesTest {
    private static final String OFFER = "{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}";

    private final TestServer server = new TestServer();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private TestSocket socket;

    @BeforeEach
    void connect() throws Exception {
        socket = TestSocket.greeted(server, "/ws/room");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void reachTheProgramAsTheyCame() throws Exception {
        watch();
        String message = "{ \"text\" : \"你好\", \"type\":\"chat\", \"n\":1.10 }";
        socket.send(message);
        assertThat(server.streamer.nextEvent()).isEqualTo("0 message " + message);
    }

    @Test
    void ofOneViewerKeepTheirOrder() throws Exception {
        watch();
        for (int i = 0; i < MessageRate.BURST; i++) {
            socket.send("{\"type\":\"chat\",\"n\":" + i + "}");
        }
        for (int i = 0; i < MessageRate.BURST; i++) {
            assertThat(server.streamer.nextEvent()).isEqualTo("0 message {\"type\":\"chat\",\"n\":" + i + "}");
        }
    }

    @Test
    void areRefusedWithAReasonAndTheSocketStaysOpen() throws Exception {
        assertThat(code("{\"type\":\"chat\"}")).as("before the offer").isEqualTo("no_offer");
        watch();
        assertThat(code("{\"type\":\"stranger\"}")).isEqualTo("unknown_type");
        server.streamer.nextEvent();
        assertThat(code("{\"type\":\"fail\"}")).isEqualTo("message_failed");
        assertThat(code("{\"type\":\"webrtc_new\"}")).isEqualTo("unknown_type");
        assertThat(code("{\"type\":\"" + "x".repeat(65) + "\"}")).isEqualTo("unknown_type");
        assertThat(code("{\"type\":\"chat\"}{")).isEqualTo("not_json");
        assertThat(code("{\"type\":\"chat\",\"text\":\"" + "房".repeat(22_000) + "\"}"))
                .isEqualTo("message_too_large");
        socket.send("{\"type\":\"chat\"}");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 message {\"type\":\"chat\"}");
    }

    @Test
    void beyondTheRateAreDroppedThenCloseTheSocket() throws Exception {
        watch();
        flood(MessageRate.BURST + MessageRate.TOLERATED + 4 * MessageRate.PER_SECOND);
        JsonNode error = socket.next("error");
        assertThat(error.get("code").asText()).isEqualTo("too_many_messages");
        assertThat(error.get("retry").asBoolean()).isTrue();
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4429);
    }

    /** More than may be in flight: the rest stays in the socket, and TCP slows the client down. */
    @Test
    void areNotLostBeforeASlowProgram() throws Exception {
        Semaphore permits = new Semaphore(1);
        server.streamer.answering = permits;
        watch();
        socket.send("{\"type\":\"wait\"}");
        for (int i = 0; i < MessageRate.BURST - 1; i++) {
            socket.send("{\"type\":\"chat\"}");
        }
        permits.release();
        for (int i = 0; i < MessageRate.BURST; i++) {
            server.streamer.nextEvent();
        }
        assertThat(server.streamer.events).isEmpty();
    }

    @Test
    void ofTheProgramReachTheClientAfterItsAnswer() throws Exception {
        watch();
        assertThat(send("{\"type\":\"chat\",\"text\":\"hello\"}")).isTrue();
        assertThat(socket.next("chat").get("text").asText()).isEqualTo("hello");

        server.streamer.viewers.get(0).close("over");
        socket.next("error");
        assertThat(send("{\"type\":\"chat\"}")).isFalse();
    }

    @Test
    void doNotReachASocketThatIsGone() throws Exception {
        watch();
        socket.raw().sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);
        assertThat(server.streamer.nextEvent()).contains("closed");
        assertThat(send("{\"type\":\"chat\"}")).isFalse();
    }

    /** The program may greet a viewer before its answer is written. */
    @Test
    void sentEarlyWaitForTheAnswer() throws Exception {
        socket.send(OFFER.replace("v=0", "greet"));
        socket.next("webrtc_answer");
        assertThat(socket.next("hello").has("long")).isFalse();
        assertThat(server.streamer.nextEvent()).isEqualTo("greeted: true, with more than fits: false");
    }

    @Test
    void waitOnlyUpToALimitAndLeaveRoomForSignalling() {
        AtomicLong nanoTime = new AtomicLong(-5);
        ApplicationMessages messages = new ApplicationMessages(nanoTime::get);
        String half = "x".repeat(ApplicationMessages.ROOM / 2);
        assertThat(messages.enterOwn("a", false))
                .as("a client that reads nothing")
                .isFalse();
        assertThat(messages.enter(half)).isTrue();
        assertThat(messages.enter(half)).isTrue();
        assertThat(messages.enter("y")).isFalse();
        assertThat(messages.enterOwn(half, false)).as("behind the program's").isTrue();
        assertThat(messages.enterOwn(half + "y", false)).as("more than that").isFalse();
        messages.left(half);
        assertThat(messages.enter("y")).isTrue();
        messages.left("y");
        messages.left(half);
        messages.ownLeft(half);
        assertThat(messages.enterOwn("a", false)).as("a moment later").isTrue();
        nanoTime.addAndGet(1_000_000_000);
        assertThat(messages.enterOwn("a", false)).as("without the program's").isFalse();
        assertThat(messages.enterOwn(half, true)).as("a client that reads").isTrue();
    }

    @Test
    void areTurnedAwayWhileAClientDoesNotReadAndGoOnWhenItDoes() throws Exception {
        OutgoingMessage large = new OutgoingMessage("{\"type\":\"large\",\"x\":\"" + "x".repeat(60_000) + "\"}");
        try (RawWebSocket deaf = new RawWebSocket(server.port(), "/ws/deaf")) {
            assertThat(deaf.next().text()).contains("ice_servers");
            deaf.send(RawWebSocket.TEXT, true, OFFER.getBytes(StandardCharsets.UTF_8));
            assertThat(deaf.next().text()).contains("webrtc_answer");
            ViewerSignals signals = server.streamer.viewers.get(0).signals;

            int sent = 0;
            while (sent < 2000 && signals.send(large)) {
                sent++;
            }
            assertThat(sent)
                    .as("messages until the kernel's buffers and ours are full")
                    .isBetween(2, 1999);
            for (int i = 0; i < sent; i++) {
                assertThat(deaf.next().text()).startsWith("{\"type\":\"large\"");
            }
            // The last was read, so the server has handed over all; it notes that a moment later.
            deaf.send(RawWebSocket.TEXT, true, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(deaf.next().text()).contains("pong");
            assertThat(signals.send(large)).isTrue();
        }
    }

    @Test
    void doNotGoOverWhep() throws Exception {
        assertThat(server.send("POST", "/whep", "v=0", "Content-Type", "application/sdp")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("{\"type\":\"chat\"}")).isFalse();
    }

    private void watch() throws Exception {
        socket.send(OFFER);
        socket.next("webrtc_answer");
        assertThat(server.streamer.nextEvent()).startsWith("0 offered");
    }

    private boolean send(String json) {
        return server.streamer.viewers.get(0).signals.send(new OutgoingMessage(json));
    }

    private String code(String message) throws Exception {
        return socket.error(message).get("code").asText();
    }

    private void flood(int messages) {
        for (int i = 0; i < messages && !socket.closed.isDone(); i++) {
            try {
                socket.send("{\"type\":\"chat\"}");
            } catch (Exception closed) {
                return; // the server may have closed the socket meanwhile
            }
        }
    }
}
