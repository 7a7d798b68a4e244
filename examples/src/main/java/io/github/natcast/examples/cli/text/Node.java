package io.github.natcast.examples.cli.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a file says, with its places. Immutable. */
public sealed interface Node {

    /** Where it begins; in TOML, where its key does. */
    Place place();

    /**
     * A text, number or truth value.
     *
     * @param text without quotes and escapes
     * @param isText whether the file says that it is a text, by quotes
     */
    record Scalar(Place place, String text, boolean isText) implements Node {}

    /** A list. */
    record Items(Place place, List<Node> nodes) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }
    }

    /** Keys with their values, in the order of the file; of a repeated key, the last. */
    record Table(Place place, Map<String, Entry> entries) implements Node {
        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Entry> entry(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        public Optional<Node> value(String key) {
            return entry(key).map(Entry::value);
        }
    }

    /**
     * One key of a table.
     *
     * @param place of the key
     */
    record Entry(Place place, Node value) {}
}
