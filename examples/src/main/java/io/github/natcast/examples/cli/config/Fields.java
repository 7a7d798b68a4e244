package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.PortRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The values of one table, whose types are checked already. Immutable.
 *
 * @param section the table's name
 */
record Fields(String section, Node.Table table) {

    /** Where the key stands; the table's own place when it is missing. */
    Place place(String key) {
        return table.entry(key).map(Node.Entry::place).orElse(table.place());
    }

    Optional<Node> node(String key) {
        return table.value(key);
    }

    boolean has(String key) {
        return table.entries().containsKey(key);
    }

    /** A text; a number as it is written. */
    Optional<String> text(String key) {
        return node(key).map(Fields::text);
    }

    static String text(Node node) {
        boolean word = is(node, Node.Sort.TEXT) || is(node, Node.Sort.WHOLE);
        return word && node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    static boolean is(Node node, Node.Sort sort) {
        return node instanceof Node.Scalar scalar && scalar.is(sort);
    }

    /** What TOML takes for a number has at most 64 bits. */
    static long whole(Node node) {
        return Long.parseLong(text(node));
    }

    boolean toggle(String key, boolean otherwise) {
        return node(key).map(Fields::toggle).orElse(otherwise);
    }

    static boolean toggle(Node node) {
        return node instanceof Node.Scalar scalar && scalar.is(Node.Sort.TOGGLE) && Boolean.parseBoolean(scalar.text());
    }

    List<Node> items(String key) {
        return node(key)
                .map(node -> node instanceof Node.Items items ? items.nodes() : List.of(node))
                .orElse(List.of());
    }

    /** The texts of a list, or one text. */
    List<String> texts(String key) {
        return items(key).stream().map(Fields::text).toList();
    }

    /** A port, 1 to 65535; 0 also, where the system may choose. */
    OptionalInt port(String key, int least) throws UserException {
        Optional<Node> node = node(key).filter(value -> is(value, Node.Sort.WHOLE));
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        long number = whole(node.get());
        if (number < least || number > 65_535) {
            throw error(key, "port " + number + " is not " + least + " to 65535");
        }
        return OptionalInt.of((int) number);
    }

    /** A number within what an int takes. */
    OptionalInt number(String key) throws UserException {
        Optional<Node> node = node(key).filter(value -> is(value, Node.Sort.WHOLE));
        if (node.isEmpty()) {
            return OptionalInt.empty();
        }
        long number = whole(node.get());
        if (number != (int) number) {
            throw error(key, number + " is too much");
        }
        return OptionalInt.of((int) number);
    }

    /** One port or several in a row. */
    Optional<PortRange> ports(String key) throws UserException {
        Optional<String> text = text(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(checked(key, () -> PortRange.parse(text.get())));
    }

    /** The text, which must be there and not be blank. */
    String required(String key) throws UserException {
        required(key, "which must not be empty");
        return text(key).orElse("");
    }

    /** @param hint what to write, as the end of a sentence */
    void required(String key, String hint) throws UserException {
        if (texts(key).stream().allMatch(String::isBlank)) {
            throw place(key).error(section + " needs " + key + ", " + hint);
        }
    }

    UserException error(String key, String message) {
        return place(key).error(section + "." + key + ": " + message);
    }

    /** What is made of a value, or the refusal with the value's place. */
    <T> T checked(String key, Value<T> value) throws UserException {
        try {
            return value.make();
        } catch (IllegalArgumentException e) {
            throw error(key, String.valueOf(e.getMessage()));
        }
    }

    /** Makes a value, or refuses with an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Value<T> {
        T make() throws UserException;
    }
}
