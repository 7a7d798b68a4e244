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
 * The common part of the DevTools protocol and WebDriver BiDi: numbered JSON commands over a WebSocket, with events in
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

    /** The events that arrived before the last answer and have not been cleared. */
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

    /** Reassembles message fragments. */
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
