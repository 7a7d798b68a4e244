package io.github.natcast.streamer.internal.access;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Answers one request with a head and the beginning of a body, whose end never comes. */
final class StallingServer implements AutoCloseable {
    /** Completes when the client has closed its connection. */
    final CompletableFuture<Void> left = new CompletableFuture<>();

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    StallingServer() throws IOException {
        Thread thread = new Thread(this::serve, "stalling server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/x");
    }

    private void serve() {
        try (Socket client = listening.accept()) {
            client.getInputStream().read(new byte[8192]);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            while (client.getInputStream().read() >= 0) {
                // the rest of the request
            }
            left.complete(null);
        } catch (IOException e) { // a reset is an end, too
            left.complete(null);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
