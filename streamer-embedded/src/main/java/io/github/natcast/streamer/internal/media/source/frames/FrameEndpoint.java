package io.github.natcast.streamer.internal.media.source.frames;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a frame socket listens. Immutable. */
sealed interface FrameEndpoint {
    /** The kernel's sun_path has 108 bytes, of which the last is 0 (unix(7)). */
    int LONGEST_PATH_BYTES = 107;

    String TCP = "tcp:";
    String UNIX = "unix:";

    /** {@code HOST:PORT}, {@code [IPv6]:PORT} or {@code PORT}. */
    Pattern HOST_AND_PORT = Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+]|[^:/\\[\\]]+):)?(\\d{1,5})");

    /** A socket in the file system. */
    record UnixPath(Path path) implements FrameEndpoint {
        @Override
        public String toString() {
            return UNIX + path;
        }
    }

    /**
     * A TCP port.
     *
     * @param port 0 for any free one
     */
    record Tcp(String host, int port) implements FrameEndpoint {
        /** The host's name is looked up here. */
        InetSocketAddress address() {
            return new InetSocketAddress(host, port);
        }

        @Override
        public String toString() {
            return TCP + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * Reads {@code unix:PATH}, {@code tcp:HOST:PORT}, {@code tcp:PORT} on the loopback address, or a bare path.
     *
     * @throws IllegalArgumentException when it is none of them; the message names the value and the forms
     */
    static FrameEndpoint parse(String text) {
        if (text.startsWith(TCP)) {
            return tcp(text);
        }
        String path = text.startsWith(UNIX) ? text.substring(UNIX.length()) : text;
        // Whoever writes "//" takes this for a URL.
        if (path.isEmpty() || path.startsWith("//") || path.contains("://") || path.indexOf('\0') >= 0) {
            throw malformed(text);
        }
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_PATH_BYTES) {
            throw new IllegalArgumentException("the frame socket's path \"" + path + "\" has " + bytes
                    + " bytes, and a Unix socket's path has at most " + LONGEST_PATH_BYTES + "; use a shorter folder");
        }
        try {
            return new UnixPath(Path.of(path));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(malformed(text).getMessage(), e);
        }
    }

    private static FrameEndpoint tcp(String text) {
        Matcher parts = HOST_AND_PORT.matcher(text.substring(TCP.length()));
        if (!parts.matches()) {
            throw malformed(text);
        }
        int port = Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " in \"" + text + "\" is not 1 to 65535");
        }
        String host = parts.group(1) == null ? "127.0.0.1" : parts.group(1);
        return new Tcp(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("\"" + text
                + "\" is not where frames can come from; write a path, unix:PATH or tcp:HOST:PORT, such as"
                + " unix:/run/natcast/frames or tcp:127.0.0.1:9100");
    }
}
