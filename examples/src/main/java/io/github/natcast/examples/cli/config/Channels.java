package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The channels of a file: {@code live} is flags of its own, each other one a {@code --channel}. Immutable.
 *
 * @param document the file
 * @param secrets for the folder that sources are in
 * @param flags what makes flags of a table
 */
record Channels(Document document, Secrets secrets, FileFlags flags) {
    static final String SECTION = "channel";

    /** The streamer's name of the channel that it always has. */
    static final String LIVE = "live";

    private static final String OPTION = "--channel";
    private static final String PUBLISH = "publish";
    private static final String PUBLISH_TOKENS = "publish-token-file";
    private static final List<String> OF_LIVE_ALONE = List.of("pixel-format", "source-size");

    List<Given> all() throws UserException {
        List<Given> given = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields fields : document.all(SECTION)) {
            String name = fields.text("name").orElse(LIVE);
            if (!names.add(name)) {
                throw fields.error(
                        "name", "there is another channel \"" + name + "\"; give this one a name of its own");
            }
            if (name.equals(LIVE)) {
                given.addAll(live(fields));
            } else {
                others.add(other(fields));
                places.add(fields.table().place());
            }
        }
        if (!others.isEmpty()) {
            given.add(new Given(OPTION, others, new Origin.InFile(places.get(0), SECTION)));
        }
        return given;
    }

    private List<Given> live(Fields fields) throws UserException {
        for (Key key : Keys.of(section())) {
            if (key.option().isEmpty() && !key.name().equals("name") && fields.has(key.name())) {
                throw fields.error(
                        key.name(),
                        "is for other channels: the channel live has the settings of [video], [audio], [publish] and"
                                + " [limits]");
            }
        }
        return flags.flags(section(), fields);
    }

    private String other(Fields fields) throws UserException {
        for (String key : OF_LIVE_ALONE) {
            if (fields.has(key)) {
                throw fields.error(key, "describes the pictures on standard input, which the channel live alone shows");
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> targets = secrets.findAll(fields, PUBLISH);
        if (!targets.isEmpty()) {
            object.put(PUBLISH, targets);
        }
        for (Map.Entry<String, Node.Entry> entry : fields.table().entries().entrySet()) {
            String key = entry.getKey();
            if (key.startsWith(PUBLISH) && !key.equals(PUBLISH_TOKENS)) {
                continue;
            }
            Type type = Keys.named(SECTION, key).map(Key::type).orElse(Type.TEXT);
            object.put(
                    key,
                    switch (type) {
                        case SOURCE -> secrets.folder().source(fields, key);
                        case PATHS -> secrets.folder().paths(fields, key);
                        case PATH -> secrets.folder().path(fields, key).toString();
                        default -> plain(entry.getValue().value());
                    });
        }
        return Json.line(object);
    }

    private static Object plain(Node node) {
        if (node instanceof Node.Table table) {
            Map<String, Object> object = new LinkedHashMap<>();
            table.entries().forEach((key, entry) -> object.put(key, plain(entry.value())));
            return object;
        }
        if (node instanceof Node.Items items) {
            return items.nodes().stream().map(Channels::plain).toList();
        }
        if (Fields.is(node, Node.Sort.TOGGLE)) {
            return Fields.toggle(node);
        }
        return Fields.is(node, Node.Sort.WHOLE) ? (Object) Fields.whole(node) : Fields.text(node);
    }

    private static Section section() {
        return Keys.section(SECTION).orElseThrow();
    }
}
