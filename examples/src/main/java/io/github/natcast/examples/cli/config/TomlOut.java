package io.github.natcast.examples.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes values as TOML. Stateless. */
final class TomlOut {
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,17}");

    private TomlOut() {}

    /** A basic string. */
    static String text(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }

    static String texts(List<String> values) {
        return values.stream().map(TomlOut::text).toList().toString();
    }

    /** A number where it is one, otherwise a text. */
    static String quantity(String value) {
        return NUMBER.matcher(value).matches() ? value : text(value);
    }

    static String key(String key) {
        return BARE_KEY.matcher(key).matches() ? key : text(key);
    }

    /** {@code KEY=VALUE} each, as an inline table. */
    static String words(List<String> pairs) {
        List<String> members = new ArrayList<>();
        for (String pair : pairs) {
            int equals = Math.max(0, pair.indexOf('='));
            members.add(
                    key(pair.substring(0, equals)) + " = " + text(pair.substring(Math.min(pair.length(), equals + 1))));
        }
        return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
    }

    /** What JSON and TOML have in common. */
    static String json(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(json(element)));
            return elements.toString();
        }
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            value.properties().forEach(member -> members.add(key(member.getKey()) + " = " + json(member.getValue())));
            return members.isEmpty() ? "{}" : "{ " + String.join(", ", members) + " }";
        }
        return value.isTextual() ? text(value.asText()) : value.toString();
    }
}
