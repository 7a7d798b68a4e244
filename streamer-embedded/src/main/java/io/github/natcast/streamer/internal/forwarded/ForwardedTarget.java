package io.github.natcast.streamer.internal.forwarded;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the client of an HTTP request asked for, where a proxy asked for something else in its place: by
 * {@code X-Forwarded-Proto} and {@code X-Forwarded-Host}, or {@code Forwarded} (RFC 7239 §5.3, §5.4) where there is
 * neither. Immutable.
 *
 * @param scheme {@code http} or {@code https}; empty where no trusted proxy says it
 * @param host as the client's {@code Host} had it; likewise
 */
public record ForwardedTarget(Optional<String> scheme, Optional<String> host) {
    private static final ForwardedTarget UNKNOWN = new ForwardedTarget(Optional.empty(), Optional.empty());

    /**
     * By the last value of each header: a proxy that adds to what it got puts its own behind it, most replace it.
     *
     * @param peer who sent the request here
     * @param headers by name, whose case is ignored
     */
    public static ForwardedTarget of(InetAddress peer, Map<String, List<String>> headers, TrustedSources trusted) {
        if (!trusted.contains(peer)) {
            return UNKNOWN;
        }
        Optional<String> scheme = last(headers, "X-Forwarded-Proto");
        Optional<String> host = last(headers, "X-Forwarded-Host");
        if (scheme.isEmpty() && host.isEmpty()) {
            List<String> elements = ForwardedFor.split(String.join(",", headers.getOrDefault("Forwarded", List.of())));
            String nearest = elements.get(elements.size() - 1);
            scheme = said(ForwardedFor.parameter(nearest, "proto"));
            host = said(ForwardedFor.parameter(nearest, "host"));
        }
        return new ForwardedTarget(
                scheme.map(value -> value.toLowerCase(Locale.ROOT))
                        .filter(value -> value.equals("http") || value.equals("https")),
                host);
    }

    private static Optional<String> last(Map<String, List<String>> headers, String name) {
        String all = String.join(",", headers.getOrDefault(name, List.of()));
        return said(all.substring(all.lastIndexOf(',') + 1).trim());
    }

    private static Optional<String> said(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
