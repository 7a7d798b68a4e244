package io.github.natcast.streamer.internal.signaling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's end of a WebSocket; messages wait until asked for. */
final class TestSocket implements WebSocket.Listener {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final BlockingQueue<ByteBuffer> pings = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile @Nullable WebSocket socket;

    static TestSocket open(HttpClient client, URI uri) throws Exception {
        return open(client.newWebSocketBuilder(), uri);
    }

    /** As a page of this origin does. */
    static TestSocket open(HttpClient client, URI uri, String origin) throws Exception {
        return open(client.newWebSocketBuilder().header("Origin", origin), uri);
    }

    private static TestSocket open(WebSocket.Builder builder, URI uri) throws Exception {
        TestSocket listener = new TestSocket();
        listener.socket = builder.buildAsync(uri, listener).get(5, TimeUnit.SECONDS);
        return listener;
    }

    /** Opens and takes the ice_servers message. */
    static TestSocket greeted(TestServer server, String path) throws Exception {
        TestSocket socket = server.socket(path);
        socket.next("ice_servers");
        return socket;
    }

    WebSocket raw() {
        WebSocket opened = socket;
        if (opened == null) {
            throw new AssertionError("not open");
        }
        return opened;
    }

    void send(String text) throws Exception {
        raw().sendText(text, true).get(5, TimeUnit.SECONDS);
    }

    JsonNode next(String type) throws Exception {
        String text = messages.poll(5, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("no " + type + " for 5 s");
        }
        JsonNode message = MAPPER.readTree(text);
        if (!message.path("type").asText().equals(type)) {
            throw new AssertionError("expected " + type + ", came " + text);
        }
        return message;
    }

    /** Sends the text and returns the error that it earns. */
    JsonNode error(String text) throws Exception {
        send(text);
        return next("error");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        return again(webSocket);
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.add(message);
        return again(webSocket);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    private static CompletionStage<?> again(WebSocket webSocket) {
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }
}
