package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.Sentences;
import java.util.Locale;
import java.util.Set;

/** The comments of one language. Immutable. */
final class Notes {
    private final Sentences sentences;

    private Notes(Sentences sentences) {
        this.sentences = sentences;
    }

    static Notes of(Locale locale) {
        return new Notes(Sentences.of(Notes.class, "notes", locale));
    }

    String text(String key, Object... arguments) {
        return sentences.text(key, arguments);
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return sentences.keys();
    }
}
