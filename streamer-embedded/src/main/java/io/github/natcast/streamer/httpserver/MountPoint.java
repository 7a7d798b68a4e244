package io.github.natcast.streamer.httpserver;

import java.net.URI;
import java.util.Optional;

/** Where in a server's paths a context begins. Immutable. */
final class MountPoint {
    private final String path;
    private final int segments;

    /** @param path of the context, decoded, such as {@code /app/video}; a slash at its end makes no difference */
    MountPoint(String path) {
        this.path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.segments = (int) this.path.chars().filter(c -> c == '/').count();
    }

    /**
     * The rest of a request's path, percent-encoded as it came: empty for the mount point without a slash behind it,
     * else beginning with a slash. Nothing for a path that is not below: the JDK's server hands {@code /app/videos} to
     * {@code /app/video}, too.
     */
    Optional<String> below(URI uri) {
        String raw = uri.getRawPath();
        int end = 0;
        for (int passed = 0; passed <= segments && end >= 0; passed++) {
            end = raw.indexOf('/', passed == 0 ? 0 : end + 1);
        }
        String begin = end < 0 ? raw : raw.substring(0, end);
        // Compared once decoded; a slash that came percent-encoded separates nothing.
        return URI.create(begin).getPath().equals(path) ? Optional.of(raw.substring(begin.length())) : Optional.empty();
    }
}
