package io.github.natcast.examples.cli.verify;

import java.util.Locale;

/** What a check found. */
enum Verdict {
    HOLDS,
    FAILS,
    /** It may hold; from here nobody can tell. */
    UNKNOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
