package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the WebSocket does on any server that carries signalling, over TCP. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // the server opens before each test
public abstract class WebSocketContract {
    private static final String OFFER = "{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}";
    private static final String PING = "{\"type\":\"ping\"}";
    private static final String CANDIDATE = "candidate:1 1 udp 1 192.0.2.1 9 typ host";

    private final Carrier.Opener opener;
    private CarriedServer server;

    protected WebSocketContract(Carrier.Opener opener) {
        this.opener = opener;
    }

    @BeforeEach
    void open() throws Exception {
        server = new CarriedServer(opener, Optional.empty(), SignalingLimits.DEFAULTS);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void greetsWithTheIceServers() throws Exception {
        JsonNode servers = server.socket("/ws/live").next("ice_servers").get("iceServers");

        assertThat(servers.get(0).toString()).isEqualTo("{\"urls\":[\"stun:stun.example.org:3478\"]}");
        assertThat(servers.get(1).get("username").asText()).isEqualTo("user");
        assertThat(servers.get(1).get("credential").asText()).isEqualTo("pa\"ss");
    }

    @Test
    void answersAnOfferAndTricklesBothWays() throws Exception {
        TestSocket socket = server.greeted("/ws/stage-1?seat=7%2B1");
        socket.send(OFFER);

        assertThat(socket.next("webrtc_answer").get("sdp").asText()).isEqualTo("answer 0\r\n");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WEBSOCKET in stage-1");
        socket.send("{\"type\":\"ice_candidate\",\"candidate\":{\"candidate\":\"" + CANDIDATE
                + "\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}");
        socket.send("{\"type\":\"ice_candidate\",\"candidate\":null}");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 candidate " + CANDIDATE + " mid 0");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 no more candidates");

        FakeStreamer.Viewer viewer = server.streamer.viewers.get(0);
        viewer.signals.onLocalCandidate(FakeStreamer.CANDIDATE);
        viewer.signals.onEndOfLocalCandidates();
        JsonNode local = socket.next("ice_candidate").get("candidate");
        assertThat(local.get("candidate").asText()).isEqualTo(FakeStreamer.CANDIDATE.candidate());
        assertThat(local.get("sdpMid").asText()).isEqualTo("0");
        assertThat(local.get("sdpMLineIndex").asInt()).isZero();
        assertThat(socket.next("ice_candidate").get("candidate").isNull()).isTrue();
        assertThat(viewer.origin.path()).isEqualTo("/ws/stage-1");
        assertThat(viewer.origin.parameter("seat")).contains("7+1");
        assertThat(viewer.origin.header("sec-websocket-version")).contains("13");
        assertThat(viewer.origin.remoteAddress().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(viewer.origin.remoteAddress().getPort()).isPositive();
    }

    @Test
    void candidatesFollowTheAnswerThatTheyCameBefore() throws Exception {
        TestSocket socket = server.greeted("/ws");
        socket.send("{\"type\":\"webrtc_offer\",\"sdp\":\"early candidate\"}");

        socket.next("webrtc_answer");
        assertThat(socket.next("ice_candidate").get("candidate").isObject()).isTrue();
        assertThat(socket.next("ice_candidate").get("candidate").isNull()).isTrue();
    }

    @Test
    void saysWhenTheAnswerWasWritten() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.streamer.viewers.get(0).signals.onLocalCandidate(FakeStreamer.CANDIDATE);
        socket.next("ice_candidate"); // leaves after the answer was written

        assertThat(server.streamer.answersSent).containsExactly(0);
    }

    @Test
    void answersPingAndAcceptsPong() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send("{\"type\":\"pong\"}");
        socket.send(PING);
        socket.next("pong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|not_json",
                "{\"type\":\"dance\"}|no_offer",
                "{\"type\":\"webrtc_dance\"}|unknown_type",
                "{\"type\":\"webrtc_offer\"}|missing_field",
                "{\"type\":\"webrtc_offer\",\"sdp\":\"reject NO_COMMON_CODEC\"}|no_common_codec",
                "{\"type\":\"ice_candidate\",\"candidate\":null}|no_offer"
            })
    void namesWhatIsWrongWithAMessageAndStaysOpen(String message, String code) throws Exception {
        TestSocket socket = server.greeted("/ws/live");

        assertThat(socket.error(message).get("code").asText()).isEqualTo(code);
        socket.send(PING);
        socket.next("pong");
    }

    @Test
    void refusesBinaryMessagesAndStaysOpen() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.raw().sendBinary(ByteBuffer.wrap(new byte[3]), true).get(5, TimeUnit.SECONDS);

        assertThat(socket.next("error").get("code").asText()).isEqualTo("binary_message");
        socket.send(PING);
        socket.next("pong");
    }

    @Test
    void textIsUtf8InAnyFragments() throws Exception {
        byte[] message = "{\"type\":\"房\"}".getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = new RawWebSocket(server.carrier.port(), server.carrier.mount() + "/ws/live")) {
            socket.next();
            socket.send(RawWebSocket.TEXT, false, Arrays.copyOf(message, 11));
            socket.send(RawWebSocket.CONTINUATION, true, Arrays.copyOfRange(message, 11, message.length));
            assertThat(socket.next().text()).contains("no_offer").contains("房");

            socket.send(RawWebSocket.TEXT, true, (byte) 0xC3, (byte) 0x28);
            assertThat(socket.next().status()).isEqualTo(1007);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageBeyondTheLimitClosesWith1009(boolean inOneFrame) throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        int parts = inOneFrame ? 1 : 3;
        String part = "x".repeat((3 << 20) / parts);
        CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        for (int number = 1; number <= parts; number++) {
            boolean last = number == parts;
            sent = sent.thenCompose(before -> socket.raw().sendText(part, last));
        }

        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
        assertThat(sent).isNotNull();
    }

    @Test
    void anOfferThatIsTooLongIsRefusedAndTheSocketStaysOpen() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        JsonNode error = socket.error("{\"type\":\"webrtc_offer\",\"sdp\":\"" + "x".repeat(1_000_000) + "\"}");

        assertThat(error.get("code").asText()).isEqualTo("offer_too_large");
        socket.send(OFFER);
        socket.next("webrtc_answer");
    }

    @Test
    void aSecondOfferTakesTheFirstOnesPlace() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.send(OFFER);

        assertThat(socket.next("webrtc_answer").get("sdp").asText()).isEqualTo("answer 1\r\n");
        assertThat(server.streamer.nextEvent()).startsWith("0 offered");
        assertThat(server.streamer.nextEvent()).startsWith("0 closed: replaced");
        assertThat(server.streamer.nextEvent()).startsWith("1 offered");
        server.streamer.viewers.get(0).signals.onLocalCandidate(FakeStreamer.CANDIDATE);
        socket.send(PING);
        socket.next("pong");
        assertThat(server.streamer.watching()).isEqualTo(1);
    }

    @Test
    void aFurtherOfferOfTheSameConnectionIsAnsweredByItsViewer() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.send("{\"type\":\"webrtc_offer\",\"sdp\":\"again\"}");

        assertThat(socket.next("webrtc_answer").get("sdp").asText())
                .as("before the candidates that belong to it")
                .isEqualTo("answer 0\r\n again");
        socket.next("ice_candidate");
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered again");
        assertThat(server.streamer.watching()).isEqualTo(1);
    }

    @Test
    void aCloseEndsTheViewer() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.raw().sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: its WebSocket was closed");
    }

    @Test
    void aLostSocketKeepsTheViewer() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.raw().abort();
        server.streamer.nextEvent();
        TestSocket another = server.greeted("/ws/live");
        another.send(OFFER);
        another.next("webrtc_answer");

        assertThat(server.streamer.watching()).isEqualTo(2);
    }

    @Test
    void aLostSocketEndsTheViewerWhereThatIsAskedFor() throws Exception {
        reopen(Optional.empty(), SignalingLimits.DEFAULTS.endingViewersOnSocketLoss());
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.raw().abort();

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: its WebSocket was closed");
    }

    /** Each ping costs an answer. Messages for the program have a lower limit of their own. */
    @Test
    void whoSendsWithoutEndIsClosedWith1008() throws Exception {
        try (RawWebSocket socket = new RawWebSocket(server.carrier.port(), server.carrier.mount() + "/ws/live")) {
            Thread flood = new Thread(() -> {
                try {
                    for (int i = 0; i < 5000; i++) {
                        socket.send(RawWebSocket.TEXT, true, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException closed) {
                    return; // as it should be
                }
            });
            flood.start();
            RawWebSocket.Frame frame = socket.next();
            for (int i = 0; i < 5000 && frame.opcode() != RawWebSocket.CLOSE; i++) {
                frame = socket.next();
            }
            assertThat(frame.status()).isEqualTo(1008);
            flood.join();
        }
    }

    @Test
    void saysThatTheServerEndedTheViewer() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.streamer.viewers.get(0).signals.onRemoved("paid until eight");

        JsonNode error = socket.next("error");
        assertThat(error.get("code").asText()).isEqualTo("viewer_removed");
        assertThat(error.get("message").asText()).isEqualTo("paid until eight");
    }

    @Test
    void saysWhyThereIsNoPictureAndWhenThereIs() throws Exception {
        TestSocket socket = server.greeted("/ws/live?lang=zh");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        ViewerSignals signals = server.streamer.viewers.get(0).signals;
        assertThat(signals.openSince().orElseThrow()).isPositive();
        signals.onVerdict("port-unreachable", "换一个网络。", "Forward \"UDP\" 10111.");
        signals.onVerdict("none", "", "");

        JsonNode verdict = socket.next("verdict");
        assertThat(verdict.get("code").asText()).isEqualTo("port-unreachable");
        assertThat(verdict.get("viewer").asText()).isEqualTo("换一个网络。");
        assertThat(verdict.get("operator").asText()).isEqualTo("Forward \"UDP\" 10111.");
        assertThat(socket.next("verdict").toString()).isEqualTo("{\"type\":\"verdict\",\"code\":\"none\"}");
    }

    @Test
    void aPageOfAnotherSiteIsToldAndClosedWith4403() throws Exception {
        TestSocket stranger = server.socket("/ws/live", "https://evil.example");
        assertThat(stranger.next("error").get("code").asText()).isEqualTo("origin_not_allowed");
        assertThat(stranger.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4403);

        server.socket("/ws/live", "http://127.0.0.1:" + server.carrier.port()).next("ice_servers");
    }

    @Test
    void aTokenMayBeTheFirstMessage() throws Exception {
        reopen(Optional.of("secret"), SignalingLimits.DEFAULTS);
        TestSocket socket = server.socket("/ws/live");
        socket.next("auth_required");
        socket.send("{\"type\":\"auth\",\"token\":\"secret\"}");

        socket.next("ice_servers");
    }

    @Test
    void aWrongTokenIsSaidAndClosesWith4401() throws Exception {
        reopen(Optional.of("secret"), SignalingLimits.DEFAULTS);
        TestSocket socket = server.socket("/ws/live?token=wrong");

        assertThat(socket.next("error").get("code").asText()).isEqualTo("unauthorized");
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4401);
        server.greeted("/ws/live?token=secret");
    }

    @Test
    void aNameThatIsNoneIsSaidAndClosesWith4404() throws Exception {
        TestSocket socket = server.socket("/ws/a/b");

        assertThat(socket.next("error").get("code").asText()).isEqualTo("bad_session_name");
        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4404);
    }

    @Test
    void aRefusedSocketIgnoresOffersAndEnds() throws Exception {
        byte[] offer = OFFER.getBytes(StandardCharsets.UTF_8);
        try (RawWebSocket socket = new RawWebSocket(server.carrier.port(), server.carrier.mount() + "/ws/a/b")) {
            socket.send(RawWebSocket.TEXT, true, offer);

            assertThat(socket.next().text()).contains("bad_session_name");
            assertThat(socket.next().status()).isEqualTo(4404);
            assertThatThrownBy(socket::next).as("no answer to our close frame").isInstanceOf(EOFException.class);
        }
        assertThat(server.streamer.viewers).isEmpty();
    }

    @Test
    void aNameMayBeAnyText() throws Exception {
        TestSocket socket = server.greeted("/ws/%E6%88%BF%E9%97%B4");
        socket.send(OFFER);

        assertThat(server.streamer.nextEvent()).isEqualTo("0 offered over WEBSOCKET in 房间");
    }

    @Test
    void aPlainRequestIsToldToUpgrade() throws Exception {
        assertThat(server.send("GET", "/ws/live", "").statusCode()).isEqualTo(426);
    }

    @Test
    void pingsASilentSocketAndKeepsIt() throws Exception {
        reopen(Optional.empty(), SignalingLimits.DEFAULTS.withHeartbeat(Duration.ofMillis(100)));
        TestSocket socket = server.greeted("/ws/live");
        for (int number = 0; number < 3; number++) {
            assertThat(socket.pings.poll(5, TimeUnit.SECONDS)).isNotNull();
        }
        socket.send(PING);
        socket.next("pong");
    }

    @Test
    void endsASocketThatAnswersNoPing() throws Exception {
        reopen(Optional.empty(), SignalingLimits.DEFAULTS.withHeartbeat(Duration.ofMillis(100)));
        try (RawWebSocket socket = new RawWebSocket(server.carrier.port(), server.carrier.mount() + "/ws/live")) {
            assertThatThrownBy(() -> {
                        for (int frames = 0; frames < 10; frames++) {
                            socket.next();
                        }
                    })
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void theStreamersEndClosesWith1001AndEndsTheViewer() throws Exception {
        TestSocket socket = server.greeted("/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.endSignaling();

        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: the server is shutting down");
    }

    private void reopen(Optional<String> token, SignalingLimits limits) throws Exception {
        server.close();
        server = new CarriedServer(opener, token, limits);
    }
}
