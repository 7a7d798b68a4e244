package io.github.natcast.examples.cli.config;

import java.util.List;

/**
 * What a flag of {@code serve} is given, by whatever way. Immutable.
 *
 * @param option its longest name
 * @param values one, or several of a flag that may be repeated
 * @param origin where they came from
 */
record Given(String option, List<String> values, Origin origin) {
    Given {
        values = List.copyOf(values);
    }

    /** As a command line has them: {@code =} keeps a value together that begins with a dash. */
    List<String> arguments() {
        return values.stream().map(value -> option + "=" + value).toList();
    }
}
