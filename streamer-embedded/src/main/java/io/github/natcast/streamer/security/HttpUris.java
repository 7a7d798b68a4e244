package io.github.natcast.streamer.security;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Checks the addresses of other servers. Stateless. */
final class HttpUris {
    private HttpUris() {}

    /** @throws IllegalArgumentException when it is not absolute, of http or https, and with a host */
    static URI require(String name, URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    name + " \"" + uri + "\" must be like https://login.example.org/watch, of http or https");
        }
        return uri;
    }
}
