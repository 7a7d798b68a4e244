package io.github.natcast.examples.cli.verify;

import java.util.List;

/**
 * A sentence in no language yet. Immutable.
 *
 * @param key in the files of {@link Texts}
 * @param arguments for its places
 */
record Phrase(String key, List<Object> arguments) {
    Phrase {
        arguments = List.copyOf(arguments);
    }

    static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** A sentence that somebody else made, in the reader's language if they could. */
    static Phrase literal(String sentence) {
        return of("literal", sentence);
    }
}
