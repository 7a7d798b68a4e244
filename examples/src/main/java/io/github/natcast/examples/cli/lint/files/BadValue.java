package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;

/**
 * A value that its program cannot read.
 *
 * @param key as written
 * @param text the value as written
 */
public record BadValue(Place place, String key, String text, Expected expected) {

    /** What the program takes there. */
    public enum Expected {
        /** 1 to 65535. */
        PORT,
        /** A whole number. */
        NUMBER,
        /** Without quotes, as TOML writes it. */
        UNQUOTED,
        /** true or false. */
        BOOLEAN,
        /** An IP address, or a public and a private one with a slash between them. */
        ADDRESS,
        /** A range such as 10111-10115, or as many public as local ports. */
        PORTS
    }
}
