package io.github.natcast.examples.cli.deployment;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A media server that a channel is published to. Immutable.
 *
 * @param channel its name
 * @param url the WHIP URL; may be a secret in whole
 * @param tokenFile has the bearer token; empty where none is sent
 */
public record PublishTarget(String channel, URI url, Optional<Path> tokenFile) {
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a WHIP URL.
     *
     * @throws IllegalArgumentException as the end of a sentence that names the URL, which is not in it
     */
    public static URI url(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException malformed) {
            throw noUrl();
        }
        String scheme = String.valueOf(uri.getScheme());
        if (uri.getHost() == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw noUrl();
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("has port " + uri.getPort() + ", which must be 1 to " + HIGHEST_PORT);
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "has a user and a password, which are not sent; write USER:PASSWORD into the token's file");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "has a fragment, which is not sent; leave out # and what follows, or write %23");
        }
        return uri;
    }

    private static IllegalArgumentException noUrl() {
        return new IllegalArgumentException(
                "is no http or https URL with a host, such as https://media.example.org/live/whip");
    }

    /** Scheme, host and port: what may be shown. */
    public String origin() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Without the URL's path and query. */
    @Override
    public String toString() {
        return channel + " to " + origin();
    }
}
