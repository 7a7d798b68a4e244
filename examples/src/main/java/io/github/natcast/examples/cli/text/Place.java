package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;
import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /** The error in one line, whatever a parser wrote. */
    public UserException error(String message) {
        return new UserException(this + ": " + message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?"));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** As compilers write it, such as {@code frpc.toml:12:1}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
