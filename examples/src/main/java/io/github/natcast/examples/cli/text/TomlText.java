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

/** Reads TOML 1.0 with tomlj; the only class that knows that library. Stateless. */
public final class TomlText {
    /** A file of settings has some kilobytes; the parser takes a second for each hundred. */
    public static final int MAXIMUM_CHARACTERS = 256 << 10;

    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /**
     * The whole file as a table. A key has the place of its value.
     *
     * @param file its name in messages
     * @throws UserException with the place of the first error, or where the file is too long
     */
    public static Node.Table read(String file, String content) throws UserException {
        // Editors on Windows write a byte order mark, which TOML 1.0 does not name and tomlj refuses.
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        if (text.length() > MAXIMUM_CHARACTERS) {
            throw new UserException(file + " has more than " + MAXIMUM_CHARACTERS
                    + " characters, the most that is read of TOML; give a file of settings");
        }
        Nesting.check(file, text);
        TomlText reader = new TomlText(file);
        TomlParseResult result = reader.parse(text);
        if (result.hasErrors()) {
            TomlParseError error = result.errors().get(0);
            throw reader.place(error.position()).error("not TOML: " + error.getMessage() + hint(text));
        }
        return reader.table(new Place(file, 1, 1), result);
    }

    /** Frp replaces such templates before it reads the file. */
    private static String hint(String text) {
        return text.contains("{{") ? " (the file has {{ }} templates; give the file with its values in place)" : "";
    }

    /**
     * Tomlj 1.1.1 fails without telling where at some malformed dates, such as {@code 1979-05-27T07:32:09-05}, and,
     * where assertions are enabled, at some malformed escapes.
     */
    private TomlParseResult parse(String text) throws UserException {
        try {
            return Toml.parse(text);
        } catch (RuntimeException | AssertionError e) {
            throw new Place(file, failingLine(text), 1).error("a text, a date or a time is malformed");
        }
    }

    /** The last line of the shortest beginning of the text that fails. */
    private static int failingLine(String text) {
        List<String> lines = text.lines().toList();
        int passes = 0;
        int fails = lines.size();
        while (fails - passes > 1) {
            int middle = (passes + fails) / 2;
            try {
                Toml.parse(String.join("\n", lines.subList(0, middle)));
                passes = middle;
            } catch (RuntimeException | AssertionError e) {
                fails = middle;
            }
        }
        return Math.max(1, fails);
    }

    private Node.Table table(Place place, TomlTable table) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            Place at = place(table.inputPositionOf(List.of(entry.getKey())));
            entries.put(entry.getKey(), new Node.Entry(at, node(at, entry.getValue())));
        }
        return new Node.Table(place, entries);
    }

    private Node.Items items(Place place, TomlArray array) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            nodes.add(node(place(array.inputPositionOf(i)), array.get(i)));
        }
        return new Node.Items(place, nodes);
    }

    private Node node(Place place, Object value) {
        if (value instanceof TomlTable table) {
            return table(place, table);
        }
        return value instanceof TomlArray array
                ? items(place, array)
                : new Node.Scalar(place, value.toString(), sort(value));
    }

    private static Node.Sort sort(Object value) {
        if (value instanceof String) {
            return Node.Sort.TEXT;
        }
        if (value instanceof Long) {
            return Node.Sort.WHOLE;
        }
        if (value instanceof Boolean) {
            return Node.Sort.TOGGLE;
        }
        return value instanceof Double ? Node.Sort.FRACTION : Node.Sort.TIME;
    }

    private Place place(@Nullable TomlPosition position) {
        return position == null ? new Place(file, 1, 1) : new Place(file, position.line(), position.column());
    }
}
