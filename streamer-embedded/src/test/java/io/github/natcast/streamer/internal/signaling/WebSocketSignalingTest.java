package io.github.natcast.streamer.internal.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.internal.negotiation.OfferRejectedException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketSignalingTest {
    private static final String OFFER = "{\"type\":\"webrtc_offer\",\"sdp\":\"v=0\"}";

    private TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void holdsLocalCandidatesBackUntilTheAnswerIsSent() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send("{\"type\":\"webrtc_offer\",\"sdp\":\"early candidate\"}");

        socket.next("webrtc_answer");
        assertThat(socket.next("ice_candidate").get("candidate").isObject()).isTrue();
        assertThat(socket.next("ice_candidate").get("candidate").isNull()).isTrue();
    }

    @Test
    void handsReportsToTheViewer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.send("{\"type\":\"viewer_report\",\"fps\":25}");

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 report {\"type\":\"viewer_report\",\"fps\":25}");
    }

    @Test
    void answersAReportWithWhatTheServerKnows() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        server.streamer.stats = Map.of("codec", "VP8", "rate", Map.of("estimate", 900_000));
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.send("{\"type\":\"viewer_report\"}");
        JsonNode stats = socket.next("viewer_stats");
        assertThat(stats.get("codec").asText()).isEqualTo("VP8");
        assertThat(stats.get("rate").get("estimate").asLong()).isEqualTo(900_000);

        server.streamer.stats = null;
        socket.send("{\"type\":\"viewer_report\"}");
        socket.send("{\"type\":\"ping\"}");
        socket.next("pong");
    }

    @Test
    void whatAPageSaysOfItsProblemIsOneLine() throws Exception {
        ClientMessage message = new MessageReader(new ObjectMapper(), 1000).read("""
                {"type":"viewer_report",
                 "error":{"code":"no_picture","message":"a\\nb\\u001b[31m\\u202ec%s"}}""".formatted("x".repeat(500)));

        ViewerReport report = ((ClientMessage.Report) message).report();
        assertThat(report.problem().orElseThrow())
                .startsWith("no_picture: ab[31mcx")
                .hasSize(400);
        assertThat(report.json()).doesNotContain("\n");
    }

    @Test
    void readsHowAPagePlaysAndTakesNoNumberThatItCannotMean() throws Exception {
        assertThat(playing("{\"framesDecoded\":90,\"framesDropped\":3,\"framesPerSecond\":29.5,"
                        + "\"decodeMillis\":null,\"jitterBufferMillis\":80}"))
                .contains(new ViewerReport.Playing(90, 3, 29.5, 0, 80));
        assertThat(playing("{\"framesDecoded\":1e300,\"framesDropped\":-5,\"framesPerSecond\":\"many\"}"))
                .contains(new ViewerReport.Playing(0, 0, 0, 0, 0));
        assertThat(playing("{\"framesDecoded\":\"90\"}")).isEmpty();
        assertThat(playing("[]")).isEmpty();
    }

    private static Optional<ViewerReport.Playing> playing(String stats) throws Exception {
        ClientMessage message = new MessageReader(new ObjectMapper(), 1000)
                .read("{\"type\":\"viewer_report\",\"stats\":" + stats + "}");
        return ((ClientMessage.Report) message).report().playing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"verdict\",\"code\":\"none\"}|unknown_type|verdict",
                "hello|not_json|hello",
                "{\"type\":\"webrtc_offer\",|not_json|webrtc_offer",
                "[1]|not_json|[1]",
                "{\"sdp\":\"v=0\"}|missing_field|type",
                "{\"type\":7}|missing_field|type",
                "{\"type\":\"webrtc_dance\"}|unknown_type|webrtc_dance",
                "{\"type\":\"webrtc_offer\"}|missing_field|sdp",
                "{\"type\":\"webrtc_offer\",\"sdp\":{}}|missing_field|sdp",
                "{\"type\":\"ice_candidate\"}|missing_field|candidate",
                "{\"type\":\"ice_candidate\",\"candidate\":{}}|missing_field|candidate",
                "{\"type\":\"ice_candidate\",\"candidate\":{\"candidate\":\"x\"}}|bad_candidate|x",
            })
    void namesWhatIsWrongWithAMessageAndStaysOpen(String message, String code, String offending) throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error(message);

        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("offending").asText()).contains(offending);
        assertThat(error.get("message").asText()).doesNotContain("Exception");
        socket.send("{\"type\":\"ping\"}");
        socket.next("pong");
    }

    @Test
    void refusesCandidatesAndReportsBeforeAnOffer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error("{\"type\":\"ice_candidate\",\"candidate\":null}");
        assertThat(error.get("code").asText()).isEqualTo("no_offer");
    }

    @Test
    void refusesAnOversizedReport() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error("{\"type\":\"viewer_report\",\"text\":\"" + "x".repeat(17_000) + "\"}");
        assertThat(error.get("code").asText()).isEqualTo("report_too_large");
    }

    @Test
    void refusesBinaryMessages() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.raw().sendBinary(ByteBuffer.wrap(new byte[3]), true).get(5, TimeUnit.SECONDS);
        assertThat(socket.next("error").get("code").asText()).isEqualTo("binary_message");
    }

    @Test
    void refusesAnOfferOfOneMegabyteAndStaysOpen() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error("{\"type\":\"webrtc_offer\",\"sdp\":\"" + "x".repeat(1_000_000) + "\"}");

        assertThat(error.get("code").asText()).isEqualTo("offer_too_large");
        assertThat(error.get("message").asText()).contains("1000000").contains("262144");
        socket.send(OFFER);
        socket.next("webrtc_answer");
    }

    @Test
    void closesOnAMessageBeyondTheLimitWithStatus1009() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        String text = "x".repeat(1 << 20);
        socket.raw().sendText(text, false).get(5, TimeUnit.SECONDS);
        socket.raw().sendText(text, false).get(5, TimeUnit.SECONDS);
        CompletableFuture<WebSocket> last = socket.raw().sendText(text, true);

        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
        assertThat(last).isNotNull();
    }

    @Test
    void closesOnAFrameBeyondTheLimitWithStatus1009() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        CompletableFuture<WebSocket> sent = socket.raw().sendText("x".repeat(3 << 20), true);

        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1009);
        assertThat(sent).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void passesARejectionOn(OfferRejectedException.Code code) throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error("{\"type\":\"webrtc_offer\",\"sdp\":\"reject " + code.name() + "\"}");

        assertThat(error.get("code").asText()).isEqualTo(code.wire());
        assertThat(error.get("message").asText()).isEqualTo("rejected for the test");
        assertThat(error.get("offending").asText()).isEqualTo("the line");
        assertThat(server.streamer.watching()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "error"})
    void doesNotShowAnUnexpectedFailure(String offer) throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        JsonNode error = socket.error("{\"type\":\"webrtc_offer\",\"sdp\":\"" + offer + "\"}");

        assertThat(error.get("code").asText()).isEqualTo("internal_error");
        assertThat(error.toString()).doesNotContain("must show");
        assertThat(server.streamer.watching()).isZero();
    }

    @Test
    void aFurtherOfferThatIsRefusedLeavesTheViewer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.send("{\"type\":\"webrtc_offer\",\"sdp\":\"again but reject\"}");

        socket.next("ice_candidate");
        assertThat(socket.next("error").get("code").asText()).isEqualTo("media_changed");
        assertThat(server.streamer.watching()).isEqualTo(1);
        server.streamer.viewers.get(0).signals.onLocalCandidate(FakeStreamer.CANDIDATE);
        socket.next("ice_candidate");
    }

    @Test
    void aCleanCloseEndsTheViewer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.raw().sendClose(WebSocket.NORMAL_CLOSURE, "").get(5, TimeUnit.SECONDS);

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: its WebSocket was closed");
        assertThat(server.streamer.watching()).isZero();
    }

    @Test
    void aLostSocketEndsTheViewerWhenAskedTo() throws Exception {
        restart(Optional.empty(), SignalingLimits.DEFAULTS.endingViewersOnSocketLoss());
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        socket.raw().abort();

        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: its WebSocket was closed");
    }

    @Test
    void reportsThatTheViewerEnded() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.streamer.viewers.get(0).close("consent expired");

        JsonNode error = socket.next("error");
        assertThat(error.get("code").asText()).isEqualTo("viewer_closed");
        assertThat(error.get("message").asText()).contains("consent expired");
    }

    @Test
    void reportsThatTheProgramRemovedTheViewer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.streamer.viewers.get(0).signals.onRemoved("paid until eight");

        JsonNode error = socket.next("error");
        assertThat(error.get("code").asText()).isEqualTo("viewer_removed");
        assertThat(error.get("message").asText()).isEqualTo("paid until eight");
    }

    @Test
    void pingsASilentSocket() throws Exception {
        restart(Optional.empty(), SignalingLimits.DEFAULTS.withHeartbeat(Duration.ofMillis(100)));
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        assertThat(socket.pings.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void refusesMoreViewersThanThereArePlaces() throws Exception {
        server.streamer.places = 1;
        TestSocket first = TestSocket.greeted(server, "/ws/live");
        first.send(OFFER);
        first.next("webrtc_answer");

        JsonNode error = TestSocket.greeted(server, "/ws/live").error(OFFER);
        assertThat(error.get("code").asText()).isEqualTo("too_many_viewers");
        assertThat(error.get("message").asText()).contains("1");
    }

    @Test
    void closesEverySocketWithStatus1001AndEndsItsViewer() throws Exception {
        TestSocket socket = TestSocket.greeted(server, "/ws/live");
        socket.send(OFFER);
        socket.next("webrtc_answer");
        server.close();

        assertThat(socket.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1001);
        server.streamer.nextEvent();
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: the server is shutting down");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/live", "/whep"})
    void endsTheViewerWhoseOfferIsAnsweredDuringTheShutdown(String path) throws Exception {
        Semaphore answering = new Semaphore(0);
        server.streamer.answering = answering;
        CompletableFuture<?> cutOff = path.equals("/whep") ? post(path) : offer(path);
        while (!answering.hasQueuedThreads()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        cutOff.handle((result, failure) -> result).get(5, TimeUnit.SECONDS);
        answering.release();
        closing.get(5, TimeUnit.SECONDS);

        assertThat(server.streamer.nextEvent()).startsWith("0 offered");
        assertThat(server.streamer.nextEvent()).isEqualTo("0 closed: the server is shutting down");
        assertThat(server.streamer.watching()).isZero();
        assertThat(server.streamer.answersSent).isEmpty();
    }

    private CompletableFuture<?> post(String path) {
        HttpRequest.Builder post = server.request(path)
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString("v=0"));
        return server.client.sendAsync(post.build(), HttpResponse.BodyHandlers.discarding());
    }

    private CompletableFuture<?> offer(String path) throws Exception {
        TestSocket socket = TestSocket.greeted(server, path);
        socket.send(OFFER);
        return socket.closed;
    }

    private void restart(Optional<String> token, SignalingLimits limits) {
        server.close();
        server = new TestServer(token, limits);
    }
}
