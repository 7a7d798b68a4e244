package io.github.natcast.examples;

import com.sun.net.httpserver.HttpServer;
import io.github.natcast.examples.cli.console.Logging;
import io.github.natcast.streamer.ChannelSettings;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.security.WebOrigins;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A page of a program's own, from a web server of its own, with two channels and a chat for those who watch the same.
 * Arguments: the page's port, HTTP port and media port; 8080, 9000 and 10111 unless given.
 */
public final class EmbeddedPlayerExample {
    private static final String PAGE = "embedded-player.html";

    private EmbeddedPlayerExample() {}

    public static void main(String[] arguments) throws StreamerException, IOException {
        Logging.install();
        int pagePort = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        int httpPort = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9000;
        int mediaPort = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10111;
        HttpServer server = HttpServer.create(new InetSocketAddress(pagePort), 0);
        int port = server.getAddress().getPort();
        try (Streamer streamer = Streamer.builder()
                .listener(new Chat())
                // The page is of another origin than the streamer: it has another port.
                .origins(WebOrigins.of("http://127.0.0.1:" + port, "http://localhost:" + port))
                .httpPort(httpPort)
                .mediaPort(mediaPort)
                .build()) {
            streamer.start();
            streamer.open("left", pattern(640, 360));
            streamer.open("right", pattern(360, 640));
            serve(page(streamer.address().getPort()), server);
            System.out.println("watch at http://127.0.0.1:" + port + "/");
            streamer.awaitClose();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop(0);
        }
    }

    private static ChannelSettings pattern(int width, int height) {
        return ChannelSettings.of(VideoSource.testPattern())
                .withVideo(VideoSettings.defaults().withSize(width, height));
    }

    /** What one viewer says, all hear who watch the same. */
    private static final class Chat implements StreamerListener {
        private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();

        @Override
        public void onViewerOpened(Viewer viewer) {
            viewers.add(viewer);
        }

        @Override
        public void onViewerClosed(Viewer viewer, String reason) {
            viewers.remove(viewer);
        }

        @Override
        public boolean onMessage(Viewer viewer, String type, String json) {
            if (!type.equals("chat")) {
                return false;
            }
            // The page shows the text as text. A program that trusts less reads the JSON first.
            viewers.stream()
                    .filter(other -> other.session().equals(viewer.session()))
                    .forEach(other -> other.send(json));
            return true;
        }
    }

    private static byte[] page(int httpPort) throws IOException {
        try (InputStream in = EmbeddedPlayerExample.class.getResourceAsStream(PAGE)) {
            if (in == null) {
                throw new FileNotFoundException(PAGE + " is not on the class path");
            }
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return html.replace("{{port}}", Integer.toString(httpPort)).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void serve(byte[] page, HttpServer server) {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }
}
