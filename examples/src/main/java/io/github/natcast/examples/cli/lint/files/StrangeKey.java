package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;

/**
 * A key that is close to one that the program knows.
 *
 * @param key as written, with the keys of its tables
 * @param right the one that is meant
 */
public record StrangeKey(Place place, String key, String right, Kind kind) {

    /** What is wrong with the key. */
    public enum Kind {
        /** The program does not know it. */
        UNKNOWN,
        /** Only upper and lower case differ; frp reads it all the same. */
        CASE,
        /** The key is right, in another table. */
        MISPLACED
    }
}
