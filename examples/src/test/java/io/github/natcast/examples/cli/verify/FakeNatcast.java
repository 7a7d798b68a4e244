package io.github.natcast.examples.cli.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Says that it is a natcast, and answers each offer with a given answer; speaks no WebSocket. */
final class FakeNatcast implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger starting = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param status of an answer to an offer */
    FakeNatcast(int port, int status, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(LoopbackDeployment.LOOPBACK, port), 0);
        server.setExecutor(threads);
        server.createContext("/verify/", this::identify);
        server.createContext("/whep", exchange -> {
            exchange.getResponseHeaders().set("Location", "/whep/live/1");
            reply(exchange, status, answer);
        });
        server.start();
    }

    /** The next answers to a nonce say that it is starting. */
    void startingFor(int answers) {
        starting.set(answers);
    }

    private void identify(HttpExchange exchange) throws IOException {
        if (starting.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            reply(exchange, 503, "{\"status\": 503, \"code\": \"starting\"}");
        } else {
            reply(exchange, 200, "ab".repeat(32));
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
