package io.github.natcast.streamer.negotiation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate's fingerprint (RFC 8122 §5). Immutable; equal when algorithm and bytes are.
 *
 * @param algorithm the hash function in lower case, {@code sha-256}
 * @param value the bytes as upper-case hexadecimal pairs with colons between them
 */
public record Fingerprint(String algorithm, String value) {
    private static final Pattern GRAMMAR = Pattern.compile("\\s*(\\S+)\\s+([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2})+)\\s*");

    public Fingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        value = value.toUpperCase(Locale.ROOT);
    }

    /** Reads the value of {@code a=fingerprint}; empty when it is none. */
    public static Optional<Fingerprint> parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        return matcher.matches() ? Optional.of(new Fingerprint(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** As {@code a=fingerprint} writes it. */
    @Override
    public String toString() {
        return algorithm + " " + value;
    }
}
