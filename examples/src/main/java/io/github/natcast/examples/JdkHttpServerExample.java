package io.github.natcast.examples;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.httpserver.NatcastHttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the video below {@code /app/video} of a program's own server, the JDK's, behind its own login: a cookie that
 * the form at {@code /} hands out. No port but the program's carries HTTP. Arguments: the program's port and the media
 * port; 8080 and 10111 unless given.
 */
public final class JdkHttpServerExample {
    private static final String COOKIE = "login=" + random();
    private static final String FORM = """
            <!DOCTYPE html><meta charset="utf-8"><title>Example</title>
            <form method="post" action="/"><button>Log in and watch</button></form>
            """;

    private JdkHttpServerExample() {}

    public static void main(String[] arguments) throws StreamerException, IOException {
        Logging.install();
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        int mediaPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10111;
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        try (Streamer streamer =
                Streamer.builder().noHttpPort().mediaPort(mediaPort).build()) {
            streamer.start();
            server.createContext("/", JdkHttpServerExample::logIn);
            server.createContext("/app/video", new NatcastHttpHandler(streamer.signaling()))
                    .getFilters()
                    .add(onlyLoggedIn());
            server.start();
            System.out.println(
                    "watch at http://127.0.0.1:" + server.getAddress().getPort() + "/");
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop(0);
            threads.shutdown();
        }
    }

    /** For everything below the context: the page, its scripts, and each request of WHEP. */
    private static Filter onlyLoggedIn() {
        return new Filter() {
            @Override
            public String description() {
                return "lets those pass who have logged in";
            }

            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
                if (cookies.stream()
                        .anyMatch(cookie -> List.of(cookie.split("; *")).contains(COOKIE))) {
                    chain.doFilter(exchange);
                } else {
                    exchange.sendResponseHeaders(401, -1);
                    exchange.close();
                }
            }
        };
    }

    /** Whoever presses the button is let in; a program would ask for a password. */
    private static void logIn(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().add("Set-Cookie", COOKIE + "; Path=/; HttpOnly; SameSite=Strict");
            exchange.getResponseHeaders().add("Location", "/app/video/");
            exchange.sendResponseHeaders(303, -1);
        } else {
            byte[] form = FORM.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, form.length);
            exchange.getResponseBody().write(form);
        }
        exchange.close();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
