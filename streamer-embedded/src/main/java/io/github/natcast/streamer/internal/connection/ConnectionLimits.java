package io.github.natcast.streamer.internal.connection;

import io.github.natcast.streamer.ViewerState;
import java.time.Duration;

/**
 * The time limits of a connection. Immutable.
 *
 * @param firstCheck from the offer to the viewer's first connectivity check
 * @param secured from the first check to the end of the DTLS handshake
 * @param silence without an answer to a consent check until the state is {@link ViewerState#DISCONNECTED}; consent
 *     checks are sent about every 5 s
 * @param consent without an answer to a consent check until sending must stop (RFC 7675 §5.1: 30 s)
 */
public record ConnectionLimits(Duration firstCheck, Duration secured, Duration silence, Duration consent) {
    private static final ConnectionLimits DEFAULTS = new ConnectionLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ofSeconds(30));

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

    /**
     * 10 s to the first check, which is before browsers give up, so that the log and the viewer are told why; 20 s to a
     * secured connection, 8 s of silence, 30 s of consent.
     */
    public static ConnectionLimits ofDefaults() {
        return DEFAULTS;
    }
}
