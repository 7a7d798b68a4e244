package io.github.natcast.examples.cli.deploy;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The comments of one language. Immutable; no language falls back to another. */
final class Notes {
    private static final String FILES = Notes.class.getPackageName() + ".notes_";

    private final ResourceBundle bundle;

    private Notes(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Chinese for a Chinese locale, else English. */
    static Notes of(Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        return new Notes(ResourceBundle.getBundle(FILES + language, Locale.ROOT));
    }

    /** The comment with its arguments in the places {@code {0}} to {@code {9}}, as they are: 10111, not 10,111. */
    String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder(pattern.length() + 64);
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '{' && pattern.startsWith("}", at + 2)) {
                out.append(arguments[pattern.charAt(at + 1) - '0']);
                at += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return bundle.keySet();
    }
}
