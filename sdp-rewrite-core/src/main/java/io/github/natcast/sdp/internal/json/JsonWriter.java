package io.github.natcast.sdp.internal.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists, strings, numbers, booleans and null as JSON that people can read: two spaces a level, and on one
 * line what fits in {@value #LINE_WIDTH} columns. Stateless.
 */
public final class JsonWriter {
    private static final int LINE_WIDTH = 100;

    private JsonWriter() {}

    /** The text, without a final line ending. Maps are written in their own order. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        append(out, value, 0);
        return out.toString();
    }

    private static void append(StringBuilder out, @Nullable Object value, int indent) {
        StringBuilder line = new StringBuilder();
        appendCompact(line, value);
        boolean breakable = indent == 0 || line.length() + indent > LINE_WIDTH;
        if (breakable && value instanceof Map<?, ?> map && !map.isEmpty()) {
            String separator = "{\n";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator).append(" ".repeat(indent + 2));
                JsonText.appendQuoted(out, String.valueOf(entry.getKey()));
                out.append(": ");
                append(out, entry.getValue(), indent + 2);
                separator = ",\n";
            }
            out.append('\n').append(" ".repeat(indent)).append('}');
        } else if (breakable && value instanceof List<?> list && !list.isEmpty()) {
            String separator = "[\n";
            for (Object element : list) {
                out.append(separator).append(" ".repeat(indent + 2));
                append(out, element, indent + 2);
                separator = ",\n";
            }
            out.append('\n').append(" ".repeat(indent)).append(']');
        } else {
            out.append(line);
        }
    }

    private static void appendCompact(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                JsonText.appendQuoted(out, String.valueOf(entry.getKey()));
                out.append(": ");
                appendCompact(out, entry.getValue());
                separator = ", ";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                out.append(separator);
                appendCompact(out, element);
                separator = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof Number || value instanceof Boolean || value == null) {
            out.append(value);
        } else {
            JsonText.appendQuoted(out, value.toString());
        }
    }
}
