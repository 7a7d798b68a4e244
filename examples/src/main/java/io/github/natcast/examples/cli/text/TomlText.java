package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML. */
public final class TomlText {
    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /**
     * The whole file as a table.
     *
     * @throws UserException with the place of the first error
     */
    public static Node.Table read(String file, String text) throws UserException {
        BracketDepth.check(file, text);
        TomlParseResult result = Toml.parse(text);
        if (result.hasErrors()) {
            TomlParseError error = result.errors().get(0);
            String message = String.valueOf(error.getMessage()).replaceAll("\\R", " ");
            throw new UserException(place(file, error.position()) + ": not TOML: " + message + hint(text));
        }
        return new TomlText(file).table(new Place(file, 1, 1), result);
    }

    /** frp replaces such templates before it reads the file. */
    private static String hint(String text) {
        return text.contains("{{") ? " (the file has {{ }} templates; give the file with its values in place)" : "";
    }

    private Node.Table table(Place place, TomlTable table) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            List<String> path = List.of(key);
            Place at = place(file, table.inputPositionOf(path));
            Object value = table.get(path);
            if (value != null) {
                entries.put(key, new Node.Entry(at, node(at, value)));
            }
        }
        return new Node.Table(place, entries);
    }

    private Node node(Place place, Object value) {
        if (value instanceof TomlTable table) {
            return table(place, table);
        }
        if (value instanceof TomlArray array) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                nodes.add(node(place(file, array.inputPositionOf(i)), array.get(i)));
            }
            return new Node.Items(place, nodes);
        }
        return new Node.Scalar(place, value.toString(), value instanceof String);
    }

    private static Place place(String file, @Nullable TomlPosition position) {
        return position == null ? new Place(file, 1, 1) : new Place(file, position.line(), position.column());
    }
}
