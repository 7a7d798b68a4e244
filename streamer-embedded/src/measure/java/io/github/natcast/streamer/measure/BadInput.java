package io.github.natcast.streamer.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.natcast.streamer.browser.Chromium;
import io.github.natcast.streamer.browser.PlayingPage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends malformed input over WHEP and WebSocket while somebody watches. */
final class BadInput implements Measurement {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 10;

    private final HttpClient http = HttpClient.newHttpClient();

    /** Offers and the error codes that must be returned. */
    private static Map<String, String> offers() {
        Map<String, String> offers = new LinkedHashMap<>();
        offers.put("hello", "not_sdp");
        offers.put(SpoiledOffers.withoutH264(), "no_common_codec");
        offers.put(SpoiledOffers.withoutBundle(), "no_bundle");
        offers.put(SpoiledOffers.without("a=fingerprint"), "no_fingerprint");
        offers.put(SpoiledOffers.ofOneMegabyte(), "offer_too_large");
        return offers;
    }

    @Override
    public List<Finding> run() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start();
                Chromium browser = Chromium.start()) {
            PlayingPage page = PlayingPage.open(browser, server.address());
            TimeUnit.SECONDS.sleep(3);
            JsonNode before = page.statistics();
            for (Map.Entry<String, String> offer : offers().entrySet()) {
                findings.add(finding("WHEP", offer.getValue(), byWhep(server.address(), offer.getKey())));
                String message = JSON.writeValueAsString(Map.of("type", "webrtc_offer", "sdp", offer.getKey()));
                findings.add(finding("WebSocket", offer.getValue(), byWebSocket(server.address(), message)));
            }
            findings.add(finding("WebSocket", "not_json", byWebSocket(server.address(), "hello")));
            findings.add(finding("WebSocket", "unknown_type", byWebSocket(server.address(), "{\"type\":\"hello\"}")));
            TimeUnit.SECONDS.sleep(3);
            JsonNode after = page.statistics();
            long freezes = after.get("freezes").asLong() - before.get("freezes").asLong();
            double rate = 1000
                    * (after.get("frames").asDouble() - before.get("frames").asDouble())
                    / (after.get("at").asDouble() - before.get("at").asDouble());
            String viewers = server.ask("viewers");
            findings.add(new Finding(
                    "the viewer who watched meanwhile",
                    Math.round(rate) + " frames/s, " + freezes + " freezes; viewers open: " + viewers,
                    "25 ± 1, no freeze, 1",
                    Math.abs(rate - 25) <= 1 && freezes == 0 && viewers.equals("1")));
        }
        return findings;
    }

    private static Finding finding(String way, String code, String answer) {
        return new Finding(way + ", " + code, answer.replace('|', '/'), "the code and a reason", answer.contains(code));
    }

    private String byWhep(URI server, String offer) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(server.resolve("whep"))
                        .header("Content-Type", "application/sdp")
                        .POST(HttpRequest.BodyPublishers.ofString(offer))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private String byWebSocket(URI server, String message) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws" + server.resolve("ws/bad").toString().substring("http".length())),
                        new Errors(answer))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            socket.sendText(message, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    /** Waits for the first error or close. */
    private static final class Errors implements WebSocket.Listener {
        private final CompletableFuture<String> answer;
        private final StringBuilder text = new StringBuilder();

        Errors(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                if (text.indexOf("\"error\"") >= 0) {
                    answer.complete(text.toString());
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            answer.complete("closed with " + status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
