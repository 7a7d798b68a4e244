package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.console.Sentences;
import java.util.Locale;
import java.util.Set;

/** The sentences of one language. Immutable. */
final class Texts {
    private final Sentences sentences;

    private Texts(Sentences sentences) {
        this.sentences = sentences.with(argument -> argument instanceof Phrase inner ? text(inner) : argument);
    }

    static Texts of(Locale locale) {
        return new Texts(Sentences.of(Texts.class, "texts", locale));
    }

    String text(Phrase phrase) {
        return text(phrase.key(), phrase.arguments().toArray());
    }

    String text(String key, Object... arguments) {
        return sentences.text(key, arguments);
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return sentences.keys();
    }
}
