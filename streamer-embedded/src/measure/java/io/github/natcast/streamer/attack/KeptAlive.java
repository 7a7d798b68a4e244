package io.github.natcast.streamer.attack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that asks again and again, and is opened anew when the server has closed it. Confined to one thread. */
final class KeptAlive implements AutoCloseable {
    private final InetAddress from;
    private final InetSocketAddress server;
    private Socket socket;
    private InputStream in;

    KeptAlive(InetAddress from, InetSocketAddress server) throws IOException {
        this.from = from;
        this.server = server;
        this.socket = Http.connect(from, server);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Returns the status of the answer. */
    int ask(String request) throws IOException {
        try {
            return askOnce(request);
        } catch (IOException closed) {
            reconnect();
            return askOnce(request);
        }
    }

    private void reconnect() throws IOException {
        socket.close();
        socket = Http.connect(from, server);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private int askOnce(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        String status = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return Integer.parseInt(status.substring(9, 12));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
