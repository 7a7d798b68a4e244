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

    /** What it is, for a sentence, such as "a list". */
    String kind();

    /**
     * A text, number or truth value.
     *
     * @param text without quotes and escapes
     * @param sort what the file says that it is
     */
    record Scalar(Place place, String text, Sort sort) implements Node {
        public boolean is(Sort other) {
            return sort == other;
        }

        @Override
        public String kind() {
            return sort.words;
        }
    }

    /** What a scalar is by its file. */
    enum Sort {
        /** In quotes. */
        TEXT("a text"),
        WHOLE("a number"),
        TOGGLE("true or false"),
        FRACTION("a number with a fraction"),
        TIME("a date or a time"),
        /** Without quotes, in a format where only the reader of the key knows. */
        PLAIN("a value");

        private final String words;

        Sort(String words) {
            this.words = words;
        }
    }

    /** A list. */
    record Items(Place place, List<Node> nodes) implements Node {
        public Items {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys with their values, in the order of the file; of a repeated key, the last. */
    record Table(Place place, Map<String, Entry> entries) implements Node {
        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a table";
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
