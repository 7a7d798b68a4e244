package io.github.natcast.examples.cli.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests to one address that ask for one host, which may be another: a browser elsewhere asks by the public name, and
 * this asks so at the local port. The JDK's client cannot do that. Immutable.
 *
 * @param tls whether it is HTTPS. Any certificate will do: who answers is proved by a nonce, and the certificate is a
 *     check of its own
 * @param address where to connect, resolved
 * @param authority the host and port to ask for (RFC 9110 §7.2)
 */
record HttpCall(boolean tls, InetSocketAddress address, String authority) {
    /** Of an answer, in bytes: the longest is an SDP answer. */
    private static final int LARGEST = 1 << 20;

    private static final long NANOS_PER_MILLI = 1_000_000;

    HttpReply get(String path, Duration patience) throws IOException {
        return send("GET", path, Map.of(), "", patience);
    }

    /**
     * Sends one request on a connection of its own.
     *
     * @throws IOException when nobody answers within {@code patience}, or not by HTTP
     */
    HttpReply send(String method, String path, Map<String, String> headers, String body, Duration patience)
            throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        try (Socket plain = new Socket()) {
            plain.connect(address, (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            Socket socket = tls ? secured(plain) : plain;
            socket.getOutputStream().write(request(method, path, headers, body));
            return HttpReply.parse(readAll(socket.getInputStream(), plain, end));
        }
    }

    private byte[] request(String method, String path, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        head.append("Host: ").append(authority).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        return out.toByteArray();
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocketFactory factory = AnyCertificate.context().getSocketFactory();
        String host = authority.replaceFirst(":\\d+$", "");
        return factory.createSocket(plain, host, address.getPort(), true);
    }

    private static byte[] readAll(InputStream in, Socket socket, long end) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (out.size() < LARGEST) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("Read timed out");
            }
            socket.setSoTimeout((int) Math.max(1, left / NANOS_PER_MILLI));
            int read = in.read(buffer);
            if (read < 0) {
                return out.toByteArray();
            }
            out.write(buffer, 0, read);
        }
        throw new IOException("the answer is longer than " + LARGEST + " bytes");
    }
}
