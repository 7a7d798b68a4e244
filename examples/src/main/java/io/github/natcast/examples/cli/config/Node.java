package io.github.natcast.examples.cli.config;

import java.util.List;
import java.util.Map;

/** A value of a TOML file, with its place: that of its key, or of itself in a list. Immutable. */
sealed interface Node {

    Place place();

    /** What it is, for a sentence. */
    String kind();

    /** A table, its keys in the file's order. */
    record Table(Place place, Map<String, Node> members) implements Node {
        @Override
        public String kind() {
            return "a table";
        }
    }

    /** An array, or an array of tables. */
    record Items(Place place, List<Node> elements) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A string. */
    record Text(Place place, String value) implements Node {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** An integer. */
    record Whole(Place place, long value) implements Node {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** {@code true} or {@code false}. */
    record Toggle(Place place, boolean value) implements Node {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** What no key takes: a number with a fraction, a date, a time. */
    record Other(Place place, String kind) implements Node {}
}
