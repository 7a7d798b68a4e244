package io.github.natcast.examples.cli.up;

import io.github.natcast.examples.cli.console.Sentences;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The sentences of one language. Immutable. */
final class Messages {
    private final Sentences sentences;

    private Messages(Sentences sentences) {
        this.sentences = sentences;
    }

    static Messages of(Locale locale) {
        return new Messages(Sentences.of(Messages.class, "messages", locale));
    }

    String text(String key, Object... arguments) {
        return sentences.text(key, arguments);
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
        return sentences.keys();
    }
}
