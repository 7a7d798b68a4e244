package io.github.natcast.examples.cli;

import io.github.natcast.streamer.VideoSource;
import io.github.natcast.streamer.whep.WhepSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code whep:URL} as a source; {@code whep://} and {@code wheps://}, too, as other servers write it. Stateless. */
public final class WhepLocation {
    private static final String PREFIX = "whep:";
    private static final String PLAIN = "whep://";
    private static final String SECURE = "wheps://";

    private WhepLocation() {}

    /** Whether a source is another server's stream. */
    public static boolean is(String location) {
        return location.startsWith(PREFIX) || location.startsWith(SECURE);
    }

    /**
     * The source.
     *
     * @param tokenFile its first line is sent as bearer token; read before every request
     * @throws IllegalArgumentException when the location has no such URL
     */
    public static VideoSource source(String location, Optional<Path> tokenFile) {
        String url = location.startsWith(SECURE)
                ? "https://" + location.substring(SECURE.length())
                : location.startsWith(PLAIN)
                        ? "http://" + location.substring(PLAIN.length())
                        : location.substring(PREFIX.length());
        WhepSource source;
        try {
            source = WhepSource.of(URI.create(url));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "source " + PREFIX + " needs the URL of a WHEP endpoint, such as"
                            + " whep:https://origin.example.org/whep/live: " + e.getMessage(),
                    e);
        }
        return tokenFile.isEmpty() ? source : source.withToken(() -> firstLine(tokenFile.get()));
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("source-token-file " + file + " cannot be read: " + e, e);
        }
    }
}
