package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol of one page: JSON commands over a WebSocket, one at a time. */
final class DevTools implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CALL_LIMIT_SECONDS = 90;

    private final BlockingQueue<String> received;
    private final WebSocket socket;
    private int lastId;

    private DevTools(WebSocket socket, BlockingQueue<String> received) {
        this.socket = socket;
        this.received = received;
    }

    static DevTools connectToFirstPage(int port) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
        for (int attempt = 0; attempt < 100; attempt++) {
            String body = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            for (JsonNode target : JSON.readTree(body)) {
                if (target.path("type").asText().equals("page")) {
                    BlockingQueue<String> received = new LinkedBlockingQueue<>();
                    WebSocket socket = http.newWebSocketBuilder()
                            .buildAsync(
                                    URI.create(
                                            target.get("webSocketDebuggerUrl").asText()),
                                    new Whole(received))
                            .join();
                    return new DevTools(socket, received);
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new IOException("chromium shows no page");
    }

    JsonNode call(String method, Map<String, ?> parameters) throws IOException, InterruptedException {
        int id = ++lastId;
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            @Nullable String text = received.poll(CALL_LIMIT_SECONDS, TimeUnit.SECONDS);
            if (text == null) {
                throw new IOException(method + " was not answered in " + CALL_LIMIT_SECONDS + " s");
            }
            JsonNode message = JSON.readTree(text);
            if (message.path("id").asInt() == id) {
                if (message.has("error")) {
                    throw new IOException(method + ": " + message.get("error"));
                }
                return message.get("result");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    /** Puts message fragments together. */
    private static final class Whole implements WebSocket.Listener {
        private final BlockingQueue<String> received;
        private final StringBuilder fragments = new StringBuilder();

        Whole(BlockingQueue<String> received) {
            this.received = received;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            fragments.append(data);
            if (last) {
                received.add(fragments.toString());
                fragments.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
