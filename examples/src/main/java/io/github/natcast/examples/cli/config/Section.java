package io.github.natcast.examples.cli.config;

import java.util.List;
import java.util.Optional;

/**
 * A table of {@code natcast.toml}. Immutable.
 *
 * @param name dotted
 * @param repeated whether it is a list of tables, {@code [[name]]}
 * @param option the flag of {@code serve} that takes all of it as JSON
 * @param required the keys that each such table needs
 * @param description one sentence
 */
record Section(String name, boolean repeated, Optional<String> option, List<String> required, String description) {

    static Section once(String name, String description) {
        return new Section(name, false, Optional.empty(), List.of(), description);
    }

    static Section each(String name, String description) {
        return new Section(name, true, Optional.empty(), List.of(), description);
    }

    Section as(String flag) {
        return new Section(name, repeated, Optional.of(flag), required, description);
    }

    Section needs(String... keys) {
        return new Section(name, repeated, option, List.of(keys), description);
    }

    /** As a file begins it. */
    String header() {
        return repeated ? "[[" + name + "]]" : "[" + name + "]";
    }
}
