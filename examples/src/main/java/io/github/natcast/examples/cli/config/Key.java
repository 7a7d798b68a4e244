package io.github.natcast.examples.cli.config;

import java.util.List;
import java.util.Optional;

/**
 * A key of {@code natcast.toml}. Immutable.
 *
 * @param section the table that it stands in, such as {@code network} or {@code network.forward}
 * @param name in kebab case
 * @param type what may stand behind it
 * @param option the flag of {@code serve} that means the same; empty for what {@code serve} need not know
 * @param inverse whether {@code false} stands for the flag, as {@code loop = false} does for {@code --no-loop}
 * @param secret whether the value is not shown
 * @param choices the only values; empty for any
 * @param description empty where the flag's description is the key's
 */
record Key(
        String section,
        String name,
        Type type,
        Optional<String> option,
        boolean inverse,
        boolean secret,
        List<String> choices,
        String description) {

    /** A key that means what a flag of {@code serve} means. */
    static Key flag(String section, String name, Type type, String option) {
        return new Key(section, name, type, Optional.of(option), false, false, List.of(), "");
    }

    /** A key whose {@code false} means a flag that begins with {@code --no-}. */
    static Key inverse(String section, String name, String option, String description) {
        return new Key(section, name, Type.TOGGLE, Optional.of(option), true, false, List.of(), description);
    }

    /** A key without a flag of its own. */
    static Key own(String section, String name, Type type, String description) {
        return new Key(section, name, type, Optional.empty(), false, false, List.of(), description);
    }

    Key asSecret() {
        return new Key(section, name, type, option, inverse, true, choices, description);
    }

    Key of(String... values) {
        return new Key(section, name, type, option, inverse, secret, List.of(values), description);
    }

    /** Such as {@code network.http-port}. */
    String dotted() {
        return section + "." + name;
    }
}
