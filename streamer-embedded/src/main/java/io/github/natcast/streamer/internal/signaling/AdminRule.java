package io.github.natcast.streamer.internal.signaling;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who may see how the streamer does, and who watches. Immutable; the predicate is thread-safe.
 *
 * @param tokens whether a token is the operator's; empty when there is none
 * @param trusted who needs no token
 */
public record AdminRule(Optional<Predicate<String>> tokens, Trusted trusted) {
    /** For clients on this machine. */
    public static final AdminRule LOCAL = new AdminRule(Optional.empty(), Trusted.LOCAL);

    /** Who needs no token. */
    public enum Trusted {
        NOBODY,
        LOCAL,
        /** Whoever reaches an address that is the operator's own. */
        EVERYBODY
    }
}
