package io.github.natcast.examples.cli.console;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** How a line of the log is written. What strangers send may be in it: none can forge a line or steer a terminal. */
public enum LogFormat {
    /** {@code 2026-11-27T18:49:21.123+01:00 INFO Streamer - viewer 9f56 …}, for people. */
    TEXT {
        @Override
        String of(LogLine line, ZoneId zone) {
            StringBuilder text = new StringBuilder(160)
                    .append(line.isoTime(zone))
                    .append(' ')
                    .append(line.level())
                    .append(" ".repeat(Math.max(1, 6 - line.level().length())))
                    .append(line.shortLogger())
                    .append(" - ")
                    .append(oneLine(line.message()));
            // Most lines about a viewer name it already.
            if (!line.viewer().isEmpty()
                    && !line.message().contains(line.viewer().getOrDefault("viewer", ""))) {
                text.append(" [viewer");
                line.viewer()
                        .forEach((key, value) -> text.append(key.equals("viewer") ? " " : ", " + key + " ")
                                .append(oneLine(value)));
                text.append(']');
            }
            // Indented, so that nothing in a stack passes for a line of its own.
            line.stack().lines().forEach(each -> text.append("\n\t").append(oneLine(each.strip())));
            return text.append('\n').toString();
        }
    },

    /** One JSON object a line, for machines. */
    JSON {
        @Override
        String of(LogLine line, ZoneId zone) {
            StringBuilder json = new StringBuilder(240).append('{');
            member(json, "time", line.isoTime(zone));
            member(json, "level", line.level());
            member(json, "logger", line.logger());
            member(json, "message", line.message());
            for (Map.Entry<String, String> about : line.viewer().entrySet()) {
                member(json, about.getKey(), about.getValue());
            }
            if (line.thrown() != null) {
                member(json, "thrown", line.stack());
            }
            return json.append("}\n").toString();
        }
    };

    private static final JsonStringEncoder STRINGS = JsonStringEncoder.getInstance();

    /** The line, and its end. */
    abstract String of(LogLine line, ZoneId zone);

    /** What stands for lines that nobody read in time. */
    String dropped(long lines, Instant now, ZoneId zone) {
        String message = lines + " lines of the log were dropped, since nobody read them";
        return of(new LogLine(now, "WARN", "natcast.Log", message, Map.of(), null), zone);
    }

    private static void member(StringBuilder json, String name, String value) {
        json.append(json.length() == 1 ? "\"" : ",\"").append(name).append("\":\"");
        STRINGS.quoteAsString(value, json);
        json.append('"');
    }

    /** Control characters as Java writes them; a tab may stay. */
    static String oneLine(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean steers = Character.isISOControl(c) && c != '\t' || c == '\u2028' || c == '\u2029';
            if (steers && clean == null) {
                clean = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (clean != null) {
                clean.append(steers ? escaped(c) : String.valueOf(c));
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }
}
