package io.github.natcast.streamer.whip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A strict WHIP endpoint before whatever answers offers (RFC 9725): POST with the token, DELETE of the session that it
 * named, and nothing else. Thread-safe.
 */
final class WhipFront implements AutoCloseable {
    static final String TOKEN = "user:pass";

    /** Answers an offer. */
    interface Answering {
        String answer(String offer) throws Exception;
    }

    private final HttpServer server;
    private final Answering answering;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> offers = new CopyOnWriteArrayList<>();
    private volatile int status = 201;

    WhipFront(Answering answering) throws IOException {
        this.answering = answering;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/live/whip?key=1");
    }

    /** From now on each POST is answered with this status, if it is not 201. */
    void refuse(int value) {
        status = value;
    }

    /** Method and status of each request. */
    List<String> log() {
        return log;
    }

    String lastOffer() {
        return offers.get(offers.size() - 1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestURI().toString();
        boolean authorized =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        try {
            switch (exchange.getRequestMethod()) {
                case "OPTIONS" -> reply(exchange, 204, "");
                case "POST" -> {
                    if (!authorized || !target.equals("/live/whip?key=1")) {
                        reply(exchange, 401, "");
                    } else if (status != 201) {
                        reply(exchange, status, "");
                    } else {
                        offers.add(body);
                        String answer = answering.answer(body);
                        exchange.getResponseHeaders().add("Content-Type", "application/sdp");
                        exchange.getResponseHeaders().add("Location", "session/" + offers.size());
                        reply(exchange, 201, answer);
                    }
                }
                case "DELETE" ->
                    reply(exchange, authorized && target.equals("/live/session/" + offers.size()) ? 200 : 404, "");
                default -> reply(exchange, 405, "");
            }
        } catch (Exception e) {
            reply(exchange, 500, String.valueOf(e.getMessage()));
        }
    }

    private void reply(HttpExchange exchange, int code, String body) throws IOException {
        log.add(exchange.getRequestMethod() + " " + code);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
