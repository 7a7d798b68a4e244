package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file says in place of flags. Immutable.
 *
 * @param document the file
 * @param secrets what its secrets stand for
 */
record FileFlags(Document document, Secrets secrets) {

    /** One for each flag, in the order of the keys; none for what is not in the file. */
    List<Given> all() throws UserException {
        List<Given> given = new ArrayList<>();
        for (Section section : Keys.SECTIONS) {
            if (section.name().equals(Channels.SECTION)) {
                given.addAll(new Channels(document, secrets, this).all());
            } else if (section.option().isPresent()) {
                json(section, section.option().get()).ifPresent(given::add);
            } else {
                for (Fields fields : document.all(section.name())) {
                    given.addAll(flags(section, fields));
                }
            }
        }
        return given;
    }

    /** The flags of one table. */
    List<Given> flags(Section section, Fields fields) throws UserException {
        List<Given> given = new ArrayList<>();
        for (Key key : Keys.of(section)) {
            Optional<String> option = key.option();
            List<String> values = option.isEmpty() ? List.of() : values(key, fields);
            if (option.isPresent() && !values.isEmpty()) {
                given.add(new Given(option.get(), values, new Origin.InFile(place(key, fields), key.dotted())));
            }
        }
        return given;
    }

    private static Place place(Key key, Fields fields) {
        return Stream.of("", "-file", "-variable")
                .map(end -> key.name() + end)
                .filter(fields::has)
                .findFirst()
                .map(fields::place)
                .orElseGet(() -> fields.place(key.name()));
    }

    private List<String> values(Key key, Fields fields) throws UserException {
        String name = key.name();
        if (key.secret()) {
            if (key.type().isList()) {
                return secrets.findAll(fields, name);
            }
            // A file has a flag of its own, which reads it.
            boolean readThere = fields.has(name + "-file")
                    && Keys.named(key.section(), name + "-file")
                            .flatMap(Key::option)
                            .isPresent();
            return readThere ? List.of() : secrets.find(fields, name).stream().toList();
        }
        Optional<Node> node = fields.node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        return switch (key.type()) {
            case TOGGLE -> List.of(Boolean.toString(fields.toggle(name, false) != key.inverse()));
            case TEXTS -> fields.texts(name);
            case PATHS -> secrets.folder().paths(fields, name);
            case PATH -> List.of(secrets.folder().path(fields, name).toString());
            case SOURCE -> List.of(secrets.folder().source(fields, name));
            case WORDS -> words(node.get());
            case TEXT, WHOLE, QUANTITY -> fields.text(name).stream().toList();
        };
    }

    private static List<String> words(Node node) {
        Map<String, Node.Entry> entries = node instanceof Node.Table table ? table.entries() : Map.of();
        return entries.entrySet().stream()
                .map(entry ->
                        entry.getKey() + "=" + Fields.text(entry.getValue().value()))
                .toList();
    }

    private Optional<Given> json(Section section, String option) throws UserException {
        IceServers servers = new IceServers(document, secrets);
        List<Fields> tables = document.all(section.name());
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        String json = section.repeated()
                ? Json.servers(servers.forBrowsers())
                : Json.servers(servers.relay().stream().toList());
        Origin origin = new Origin.InFile(tables.get(0).table().place(), section.name());
        return Optional.of(new Given(option, List.of(json), origin));
    }
}
