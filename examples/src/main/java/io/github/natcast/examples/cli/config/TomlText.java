package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads TOML 1.0 with tomlj; the only class that knows that library. Stateless. */
final class TomlText {
    /** A configuration has some kilobytes; the parser takes a second for each hundred. */
    static final int MAXIMUM_CHARACTERS = 256 << 10;

    private final String file;

    private TomlText(String file) {
        this.file = file;
    }

    /**
     * The document's table.
     *
     * @param file its name in messages
     * @throws UserException with the place of the first error
     */
    static Node.Table parse(String file, String text) throws UserException {
        if (text.length() > MAXIMUM_CHARACTERS) {
            throw new UserException(file + " has more than " + MAXIMUM_CHARACTERS
                    + " characters, the most that a configuration may have");
        }
        TomlText reader = new TomlText(file);
        Nesting.check(file, text);
        TomlParseResult result = reader.parse(text);
        if (result.hasErrors()) {
            TomlParseError first = result.errors().get(0);
            throw reader.place(first.position()).error(String.valueOf(first.getMessage()));
        }
        return reader.table(new Place(file, 1, 1), result);
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
        Map<String, Node> members = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : table.entrySet()) {
            TomlPosition position = table.inputPositionOf(List.of(entry.getKey()));
            members.put(entry.getKey(), node(place(position), entry.getValue()));
        }
        return new Node.Table(place, members);
    }

    private Node.Items items(Place place, TomlArray array) {
        List<Node> elements = new ArrayList<>();
        IntStream.range(0, array.size())
                .forEach(index -> elements.add(node(place(array.inputPositionOf(index)), array.get(index))));
        return new Node.Items(place, List.copyOf(elements));
    }

    private Node node(Place place, Object value) {
        if (value instanceof TomlTable table) {
            return table(place, table);
        }
        if (value instanceof TomlArray array) {
            return items(place, array);
        }
        if (value instanceof String text) {
            return new Node.Text(place, text);
        }
        if (value instanceof Long number) {
            return new Node.Whole(place, number);
        }
        if (value instanceof Boolean toggle) {
            return new Node.Toggle(place, toggle);
        }
        return new Node.Other(place, value instanceof Double ? "a number with a fraction" : "a date or a time");
    }

    private Place place(@Nullable TomlPosition position) {
        return position == null ? new Place(file, 1, 1) : new Place(file, position.line(), position.column());
    }
}
