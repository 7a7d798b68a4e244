package io.github.natcast.streamer.internal.publish;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Scheme, host and port (RFC 6454 §4): where a token may be sent. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port the scheme's default where the URL has none
 */
record Origin(String scheme, String host, int port) {

    static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    /**
     * Resolves what a server names as another place, against where it says so (RFC 9110 §10.2.2). Empty when it is no
     * HTTP URL, or would leave TLS.
     *
     * <p>A server behind a proxy that ends TLS does not know of it, and names its own host with {@code http}; the proxy
     * is meant.
     */
    static Optional<URI> resolve(URI said, String reference) {
        try {
            URI target = said.resolve(new URI(reference.trim()));
            boolean http = "http".equalsIgnoreCase(target.getScheme());
            if (target.getHost() == null || !(http || "https".equalsIgnoreCase(target.getScheme()))) {
                return Optional.empty();
            }
            if (http && "https".equalsIgnoreCase(said.getScheme())) {
                return target.getHost().equalsIgnoreCase(said.getHost())
                        ? Optional.of(said.resolve(path(target)))
                        : Optional.empty();
            }
            return Optional.of(target);
        } catch (java.net.URISyntaxException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String path(URI target) {
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        return path + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
    }
}
