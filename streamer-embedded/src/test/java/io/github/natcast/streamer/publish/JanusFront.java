package io.github.natcast.streamer.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * WHIP in front of a Janus: each POST publishes into a new room, each DELETE ends that session. It trickles nothing and
 * asks for a bearer token. What Janus says of the media is queued.
 */
final class JanusFront implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_EVENTS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final URI api;
    private final String token;
    private final HttpServer server;
    private volatile boolean closed;

    JanusFront(URI api, String token) throws IOException {
        this.api = api;
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/whip", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/whip/endpoint/live");
    }

    /** Whether Janus says all of that within the time, in any order. */
    boolean says(Set<String> wanted, int seconds) throws InterruptedException {
        Set<String> missing = new HashSet<>(wanted);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = 1; left > 0 && !missing.isEmpty(); left = until - System.nanoTime()) {
            String next = events.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                missing.remove(next);
            }
        }
        return missing.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean known =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String method = exchange.getRequestMethod();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (method.equals("OPTIONS")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (!known) {
                exchange.sendResponseHeaders(403, -1);
            } else if (method.equals("POST")) {
                publish(exchange, body);
            } else if (method.equals("DELETE")) {
                String path = exchange.getRequestURI().getPath();
                ask("/" + path.substring(path.lastIndexOf('/') + 1), request("destroy"));
                events.add("deleted");
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(405, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(HttpExchange exchange, String offer) throws IOException, InterruptedException {
        String session = "/" + ask("", request("create")).at("/data/id").asText();
        ObjectNode attach = request("attach").put("plugin", "janus.plugin.videoroom");
        String handle = session + "/" + ask(session, attach).at("/data/id").asText();
        ObjectNode create = request("message");
        create.putObject("body")
                .put("request", "create")
                .put("videocodec", "h264")
                .put("publishers", 1);
        JsonNode room = ask(handle, create).at("/plugindata/data/room");
        ObjectNode join = request("message");
        join.putObject("body")
                .put("request", "joinandconfigure")
                .put("ptype", "publisher")
                .set("room", room);
        join.putObject("jsep").put("type", "offer").put("sdp", offer);
        ask(handle, join);
        String answer = "";
        for (int i = 0; i < MOST_EVENTS && answer.isEmpty(); i++) {
            answer = next(session).at("/jsep/sdp").asText("");
        }
        threads.execute(() -> listen(session));
        exchange.getResponseHeaders().set("Content-Type", "application/sdp");
        exchange.getResponseHeaders().set("Location", "/whip/resource" + session);
        exchange.getResponseHeaders().set("ETag", "\"" + session.substring(1) + "\"");
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.isEmpty() ? 500 : 201, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static ObjectNode request(String kind) {
        return JSON.createObjectNode().put("janus", kind).put("transaction", "front");
    }

    private JsonNode ask(String path, ObjectNode request) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(api + path))
                .POST(BodyPublishers.ofString(request.toString()))
                .build();
        return JSON.readTree(http.send(post, BodyHandlers.ofString()).body());
    }

    private JsonNode next(String session) throws IOException, InterruptedException {
        HttpRequest get =
                HttpRequest.newBuilder(URI.create(api + session + "?maxev=1")).build();
        return JSON.readTree(http.send(get, BodyHandlers.ofString()).body());
    }

    /** Until the session is over: what Janus says of its transport and its media. */
    private void listen(String session) {
        try {
            for (int i = 0; i < MOST_EVENTS && !closed; i++) {
                JsonNode event = next(session);
                String kind = event.path("janus").asText();
                if (kind.equals("error") || kind.equals("timeout")) {
                    return;
                }
                events.add(
                        kind.equals("media")
                                ? event.path("type").asText() + " "
                                        + event.path("receiving").asText()
                                : kind);
            }
        } catch (IOException e) {
            events.add("no answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }
}
