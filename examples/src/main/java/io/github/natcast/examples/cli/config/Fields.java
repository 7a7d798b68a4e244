package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
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
        Node node = table.members().get(key);
        return node == null ? table.place() : node.place();
    }

    Optional<Node> node(String key) {
        return Optional.ofNullable(table.members().get(key));
    }

    boolean has(String key) {
        return table.members().containsKey(key);
    }

    /** A text; a number as it is written. */
    Optional<String> text(String key) {
        return node(key).map(Fields::text);
    }

    static String text(Node node) {
        if (node instanceof Node.Text text) {
            return text.value();
        }
        return node instanceof Node.Whole number ? Long.toString(number.value()) : "";
    }

    boolean toggle(String key, boolean otherwise) {
        return node(key)
                .map(node -> node instanceof Node.Toggle toggle && toggle.value())
                .orElse(otherwise);
    }

    List<Node> items(String key) {
        return node(key)
                .map(node -> node instanceof Node.Items items ? items.elements() : List.of(node))
                .orElse(List.of());
    }

    /** The texts of a list, or one text. */
    List<String> texts(String key) {
        return items(key).stream().map(Fields::text).toList();
    }

    /** A port, 1 to 65535; 0 also, where the system may choose. */
    OptionalInt port(String key, int least) throws UserException {
        if (!(table.members().get(key) instanceof Node.Whole number)) {
            return OptionalInt.empty();
        }
        if (number.value() < least || number.value() > 65_535) {
            throw error(key, "port " + number.value() + " is not " + least + " to 65535");
        }
        return OptionalInt.of((int) number.value());
    }

    /** A number within what an int takes. */
    OptionalInt number(String key) throws UserException {
        if (!(table.members().get(key) instanceof Node.Whole number)) {
            return OptionalInt.empty();
        }
        if (number.value() != (int) number.value()) {
            throw error(key, number.value() + " is too much");
        }
        return OptionalInt.of((int) number.value());
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
