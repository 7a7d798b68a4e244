package io.github.natcast.streamer.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the DevTools protocol and WebDriver BiDi have in common: numbered JSON commands over a WebSocket, and events in
 * between. One command at a time; confined to the test's thread.
 */
final class JsonSocket implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CALL_LIMIT_SECONDS = 90;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final WebSocket socket;
    private int lastId;

    JsonSocket(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Whole(received))
                .join();
    }

    /** Sends a command and returns its result. */
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
                    throw new IOException(method + ": " + message.get("error") + " " + message.path("message"));
                }
                return message.get("result");
            }
            events.add(message);
        }
    }

    /** What came without being asked for, before the last answer, and was not forgotten. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    void forgetEvents() {
        events.clear();
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
