package io.github.natcast.examples.cli.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says that it is a natcast, and answers each offer with a given answer; speaks no WebSocket. */
final class FakeNatcast implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param status of an answer to an offer */
    FakeNatcast(int port, int status, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(LoopbackDeployment.LOOPBACK, port), 0);
        server.setExecutor(threads);
        server.createContext("/verify/", exchange -> reply(exchange, 200, "ab".repeat(32)));
        server.createContext("/whep", exchange -> {
            exchange.getResponseHeaders().set("Location", "/whep/live/1");
            reply(exchange, status, answer);
        });
        server.start();
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
