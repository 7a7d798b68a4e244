package io.github.natcast.examples.cli.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an HTTP server answered. Immutable.
 *
 * @param headers by lower-case name; the last of a name counts
 */
record HttpReply(int status, Map<String, String> headers, String body) {
    private static final int SERVICE_UNAVAILABLE = 503;

    HttpReply {
        headers = Map.copyOf(headers);
    }

    /** @throws IOException when these bytes are no whole answer (RFC 9112) */
    static HttpReply parse(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            throw new EOFException("the connection was closed without an answer");
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.") || end < 0) {
            throw new IOException("the answer is not HTTP");
        }
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(":", 2);
            if (parts.length == 2) {
                headers.put(parts[0].trim().toLowerCase(Locale.ROOT), parts[1].trim());
            }
        }
        String body = text.substring(end + 4);
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked");
        return new HttpReply(status(lines[0]), headers, utf8(chunked ? joined(body) : body));
    }

    /** Whether it is what a natcast answers to everything until it is ready. */
    boolean isStarting() {
        return status == SERVICE_UNAVAILABLE && body.contains("\"starting\"");
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", -1);
        if (parts.length < 2 || !parts[1].matches("[1-5]\\d\\d")) {
            throw new IOException("the answer has no status");
        }
        return Integer.parseInt(parts[1]);
    }

    /** RFC 9112 §7.1. */
    private static String joined(String chunks) throws IOException {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            if (line < 0 || !chunks.substring(at, line).matches("[0-9A-Fa-f]{1,6}(;.*)?")) {
                throw new IOException("a chunk of the answer has no length");
            }
            int length = Integer.parseInt(chunks.substring(at, line).split(";", 2)[0], 16);
            if (length == 0) {
                return out.toString();
            }
            if (line + 2 + length > chunks.length()) {
                throw new IOException("the answer is cut off");
            }
            out.append(chunks, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
