package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import java.time.Duration;

/**
 * How long a viewer may take. Immutable.
 *
 * @param firstCheck from the offer to the viewer's first check
 * @param secured from the first check to the end of the DTLS handshake
 * @param silence without an answer to a consent check before the state is {@link ViewerState#DISCONNECTED}; the checks
 *     come about every 5 s
 * @param consent without an answer before nothing may be sent any more (RFC 7675 §5.1: 30 s)
 */
public record ConnectionLimits(Duration firstCheck, Duration secured, Duration silence, Duration consent) {
    private static final ConnectionLimits DEFAULTS = new ConnectionLimits(
            Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ofSeconds(30));

    public ConnectionLimits {
        requirePositive("firstCheck", firstCheck);
        requirePositive("secured", secured);
        requirePositive("silence", silence);
        requirePositive("consent", consent);
        if (consent.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("consent " + consent + " is longer than the 30 s of RFC 7675");
        }
        if (silence.compareTo(consent) >= 0) {
            throw new IllegalArgumentException("silence " + silence + " is not shorter than consent " + consent);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " " + value + " is not positive");
        }
    }

    /** 30 s, 20 s, 8 s, 30 s. */
    public static ConnectionLimits ofDefaults() {
        return DEFAULTS;
    }
}
