package io.github.natcast.examples.cli.lint;

import io.github.natcast.topology.ForwardTransport;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The sentences of one language. Immutable. No file falls back to another; a test checks that they have the same keys.
 */
final class Texts {
    private static final String FILES = Texts.class.getPackageName() + ".texts_";

    private final ResourceBundle bundle;

    private Texts(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Chinese, or else English. */
    static Texts of(Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        return new Texts(ResourceBundle.getBundle(FILES + language, Locale.ROOT));
    }

    /** With the arguments at {@code {0}} to {@code {9}}; no MessageFormat, which would write 10111 as 10,111. */
    String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder(pattern.length() + 64);
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '{' && pattern.startsWith("}", at + 2)) {
                out.append(word(arguments[pattern.charAt(at + 1) - '0']));
                at += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** What a value has an entry {@code word.} for is said in words; control characters of a file are not repeated. */
    private String word(Object argument) {
        if (argument instanceof ForwardTransport transport) {
            return transport.token();
        }
        if (argument instanceof Enum<?> constant) {
            String key = "word." + constant.name().toLowerCase(Locale.ROOT);
            return bundle.containsKey(key) ? bundle.getString(key) : constant.toString();
        }
        if (argument instanceof Boolean truth) {
            return bundle.getString("word." + truth);
        }
        if (argument instanceof Optional<?> optional) {
            return optional.map(this::word).orElse("");
        }
        String shown = String.valueOf(argument).replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 100 ? shown : shown.substring(0, 100) + "…";
    }

    Set<String> keys() {
        return bundle.keySet();
    }
}
