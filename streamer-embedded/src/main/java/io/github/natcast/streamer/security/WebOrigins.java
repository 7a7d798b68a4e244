package io.github.natcast.streamer.security;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose web pages may watch: browsers name a page's origin (RFC 6454) with each WebSocket and with each request to
 * another site. The server's own pages always may. A program that is no browser names none and is not kept out: that
 * needs a token. Immutable.
 */
public final class WebOrigins {
    private static final WebOrigins SAME_ORIGIN = new WebOrigins(Set.of(), false);
    private static final WebOrigins ANY = new WebOrigins(Set.of(), true);

    // scheme "://" host [ ":" port ], RFC 6454 §6.2; browsers write it in lower case and without the default port
    private static final Pattern ORIGIN = Pattern.compile(
            "(?<scheme>https?)://(?<host>\\[[0-9a-f:.]{2,45}]|[a-z0-9_](?:[a-z0-9._-]{0,252}))(?::(?<port>\\d{1,5}))?");

    private final Set<String> listed;
    private final boolean any;

    private WebOrigins(Set<String> listed, boolean any) {
        this.listed = listed;
        this.any = any;
    }

    /** The server's own pages alone: same scheme, host and port. */
    public static WebOrigins sameOrigin() {
        return SAME_ORIGIN;
    }

    /**
     * Pages of these origins, too.
     *
     * @param origins such as {@code https://www.example.org} or {@code http://localhost:3000}, without a path; a name
     *     that is not ASCII in its {@code xn--} form
     * @throws IllegalArgumentException when one is no such origin, or none is given
     */
    public static WebOrigins of(String... origins) {
        return of(List.of(origins));
    }

    /** As {@link #of(String...)}. */
    public static WebOrigins of(List<String> origins) {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("no origin is given; use sameOrigin() for the server's own pages alone");
        }
        Set<String> listed = new LinkedHashSet<>();
        origins.forEach(origin -> listed.add(normal(origin)));
        return new WebOrigins(Set.copyOf(listed), false);
    }

    /**
     * Pages of every site, and pages without an origin, such as {@code file:} ones. Whoever lures a viewer of a private
     * stream to a page of theirs can play it there.
     */
    public static WebOrigins any() {
        return ANY;
    }

    private static String normal(String origin) {
        Matcher matcher = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("origin \"" + origin
                    + "\" must be a scheme and a host, such as https://www.example.org or http://localhost:3000,"
                    + " without a path or a slash at its end");
        }
        String scheme = matcher.group("scheme");
        String host = scheme + "://" + matcher.group("host");
        String port = matcher.group("port");
        if (port == null) {
            return host;
        }
        int number = Integer.parseInt(port);
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("origin \"" + origin + "\": the port must be 1 to 65535");
        }
        boolean isDefault = number == (scheme.equals("https") ? 443 : 80);
        return isDefault ? host : host + ":" + number;
    }

    /** Whether pages of every site may. */
    public boolean isAny() {
        return any;
    }

    /** The origins that were named, as browsers write them. */
    public Set<String> listed() {
        return listed;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebOrigins that && any == that.any && listed.equals(that.listed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(any, listed);
    }

    @Override
    public String toString() {
        return any ? "any" : listed.isEmpty() ? "same origin" : String.join(", ", listed);
    }
}
