package io.github.natcast.examples.cli.text;

import io.github.natcast.examples.cli.console.UserException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads INI: sections of keys. Comments begin a line with {@code #} or {@code ;}. Keys before a section are left out.
 */
public final class IniText {
    private IniText() {}

    /** A table of the sections' tables. */
    public static Node.Table read(String file, String text) throws UserException {
        Map<String, Node.Entry> sections = new LinkedHashMap<>();
        Map<String, Node.Entry> keys = new LinkedHashMap<>();
        String[] lines = text.split("\n", -1);
        String name = "";
        Place begin = new Place(file, 1, 1);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1].strip();
            Place place = new Place(file, number, 1 + Math.max(0, lines[number - 1].indexOf(line)));
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                close(sections, name, begin, keys);
                keys = new LinkedHashMap<>();
                name = line.substring(1, line.length() - 1).strip();
                begin = place;
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                // Not repeated: it may be a secret.
                throw new UserException(
                        place + ": neither [section] nor key = value; correct the line, or begin it with #");
            }
            String value = unquoted(line.substring(equals + 1).strip());
            keys.put(
                    line.substring(0, equals).strip(),
                    new Node.Entry(place, new Node.Scalar(place, value, Node.Sort.PLAIN)));
        }
        close(sections, name, begin, keys);
        return new Node.Table(new Place(file, 1, 1), sections);
    }

    private static void close(
            Map<String, Node.Entry> sections, String name, Place begin, Map<String, Node.Entry> keys) {
        if (!name.isEmpty()) {
            sections.put(name, new Node.Entry(begin, new Node.Table(begin, keys)));
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
