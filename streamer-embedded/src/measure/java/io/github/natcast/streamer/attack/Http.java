package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * As much of an HTTP client as attackers and joiners need: from an address of their choice, one request a connection.
 */
final class Http {
    private static final int PATIENCE_MILLIS = 10_000;

    private Http() {}

    /** What came back; the headers are as they were on the wire. */
    record Answer(int status, String head, String body) {
        Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    static Socket connect(InetAddress from, InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    static Answer get(InetAddress from, InetSocketAddress server, String path) throws IOException {
        return ask(from, server, head("GET", path, server, "Connection: close\r\n"));
    }

    static Answer delete(InetAddress from, InetSocketAddress server, String path) throws IOException {
        return ask(from, server, head("DELETE", path, server, "Connection: close\r\n"));
    }

    static Answer offer(InetAddress from, InetSocketAddress server, String path, String sdp) throws IOException {
        return ask(from, server, offerText(path, server, sdp, "Connection: close\r\n"));
    }

    /** A WHEP offer with some more lines in its head. */
    static String offerText(String path, InetSocketAddress server, String sdp, String more) {
        int length = sdp.getBytes(StandardCharsets.UTF_8).length;
        return head("POST", path, server, "Content-Type: application/sdp\r\nContent-Length: " + length + "\r\n" + more)
                + sdp;
    }

    static String head(String method, String path, InetSocketAddress server, String more) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + server.getAddress().getHostAddress() + ":"
                + server.getPort() + "\r\n" + more + "\r\n";
    }

    private static Answer ask(InetAddress from, InetSocketAddress server, String request) throws IOException {
        try (Socket socket = connect(from, server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read(socket.getInputStream());
        }
    }

    /** To the end of the connection. */
    private static Answer read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0 || !all.startsWith("HTTP/1.1 ")) {
            throw new IOException("no answer, but \"" + all + "\"");
        }
        return new Answer(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }
}
