package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;

/**
 * Where something stands in a file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1
 */
record Place(String file, int line, int column) {

    /** The error in one line, whatever a parser wrote. */
    UserException error(String message) {
        return new UserException(this + ": " + message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?"));
    }

    /** As compilers write it, which editors and terminals can follow. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
