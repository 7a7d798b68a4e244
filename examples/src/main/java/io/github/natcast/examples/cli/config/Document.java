package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file whose keys are all known and have values of their types. Immutable. */
final class Document {
    private final Map<String, List<Node.Table>> tables = new LinkedHashMap<>();

    private final Place beginning;

    private Document(Place beginning) {
        this.beginning = beginning;
    }

    /** @throws UserException naming the first key that is unknown, or whose value has another type */
    static Document of(Node.Table root) throws UserException {
        Document document = new Document(root.place());
        for (Map.Entry<String, Node.Entry> entry : root.entries().entrySet()) {
            Section section = Keys.section(entry.getKey())
                    .orElseThrow(() ->
                            Unknown.section(entry.getKey(), entry.getValue().place()));
            document.add(section, entry.getValue().value());
        }
        return document;
    }

    private void add(Section section, Node node) throws UserException {
        if (!section.repeated()) {
            if (!(node instanceof Node.Table table)) {
                throw wrong(section.name(), "a table, " + section.header(), node);
            }
            add(section, table);
            return;
        }
        if (!(node instanceof Node.Items items)) {
            throw wrong(section.name(), "a list of tables: write " + section.header(), node);
        }
        for (Node element : items.nodes()) {
            if (!(element instanceof Node.Table table)) {
                throw wrong(section.name(), "a list of tables: write " + section.header(), element);
            }
            add(section, table);
        }
    }

    private void add(Section section, Node.Table table) throws UserException {
        tables.computeIfAbsent(section.name(), name -> new ArrayList<>()).add(table);
        for (Map.Entry<String, Node.Entry> entry : table.entries().entrySet()) {
            Node value = entry.getValue().value();
            Optional<Section> inner = Keys.section(section.name() + "." + entry.getKey());
            if (inner.isPresent()) {
                add(inner.get(), value);
                continue;
            }
            Key key = Keys.named(section.name(), entry.getKey())
                    .orElseThrow(() -> Unknown.key(section, entry.getKey(), value.place()));
            if (!key.type().takes(value)) {
                throw wrong(key.dotted(), key.type().description(), value);
            }
            if (value instanceof Node.Scalar scalar
                    && scalar.is(Node.Sort.TEXT)
                    && !key.choices().isEmpty()
                    && !key.choices().contains(scalar.text())) {
                throw value.place()
                        .error(key.dotted() + " must be one of " + String.join(", ", key.choices()) + " but is \""
                                + scalar.text() + "\"");
            }
        }
    }

    private static UserException wrong(String key, String expected, Node found) {
        return found.place().error(key + " must be " + expected + "; given was " + found.kind());
    }

    /** The tables of a section: for one that is not repeated one, or none. */
    List<Fields> all(String section) {
        return tables.getOrDefault(section, List.of()).stream()
                .map(table -> new Fields(section, table))
                .toList();
    }

    /** The table of a section that is not repeated, if the file has it. */
    Optional<Fields> one(String section) {
        return all(section).stream().findFirst();
    }

    /** A table that the file lacks. */
    Fields none(String section) {
        return new Fields(section, new Node.Table(beginning, Map.of()));
    }
}
