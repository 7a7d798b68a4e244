package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.console.Sentences;
import io.github.natcast.topology.ForwardTransport;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The sentences of one language. Immutable. */
final class Texts {
    private final Sentences sentences;

    private Texts(Sentences sentences) {
        this.sentences = sentences.with(this::word);
    }

    static Texts of(Locale locale) {
        return new Texts(Sentences.of(Texts.class, "texts", locale));
    }

    String text(String key, Object... arguments) {
        return sentences.text(key, arguments);
    }

    /** What a value has an entry {@code word.} for is said in words; control characters of a file are not repeated. */
    private Object word(Object argument) {
        if (argument instanceof ForwardTransport transport) {
            return transport.token();
        }
        if (argument instanceof Enum<?> constant) {
            String key = "word." + constant.name().toLowerCase(Locale.ROOT);
            return sentences.has(key) ? sentences.text(key) : constant.toString();
        }
        if (argument instanceof Boolean truth) {
            return sentences.text("word." + truth);
        }
        if (argument instanceof Optional<?> optional) {
            return optional.map(this::word).orElse("");
        }
        String shown = String.valueOf(argument).replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 100 ? shown : shown.substring(0, 100) + "…";
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return sentences.keys();
    }
}
