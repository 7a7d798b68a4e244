package io.github.natcast.examples.cli.up;

import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/** The sentences of one language. Immutable; no language falls back to another. */
final class Messages {
    private static final String FILES = Messages.class.getPackageName() + ".messages_";

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Chinese for a Chinese locale, else English. */
    static Messages of(Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        return new Messages(ResourceBundle.getBundle(FILES + language, Locale.ROOT));
    }

    /** The sentence with its arguments in the places {@code {0}} to {@code {9}}, as they are: 10111, not 10,111. */
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

    /** In the two largest units, such as "3 h 12 min". */
    String duration(Duration time) {
        long seconds = Math.max(time.toSeconds(), 0);
        if (seconds < 60) {
            return text("seconds", seconds);
        }
        if (seconds < 3600) {
            return text("minutes", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return text("hours", seconds / 3600, seconds % 3600 / 60);
        }
        return text("days", seconds / 86_400, seconds % 86_400 / 3600);
    }

    /** What an exit status says: the number, or the signal. */
    String exit(int status) {
        return status > 128 ? text("signal", status - 128) : text("status", status);
    }

    /** The keys, for tests. */
    Set<String> keys() {
        return bundle.keySet();
    }
}
