package io.github.natcast.sdp.internal.json;

import io.github.natcast.sdp.internal.json.JsonValue.JsonArray;
import io.github.natcast.sdp.internal.json.JsonValue.JsonBoolean;
import io.github.natcast.sdp.internal.json.JsonValue.JsonNull;
import io.github.natcast.sdp.internal.json.JsonValue.JsonNumber;
import io.github.natcast.sdp.internal.json.JsonValue.JsonObject;
import io.github.natcast.sdp.internal.json.JsonValue.JsonString;
import io.github.natcast.sdp.internal.json.JsonValue.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one RFC 8259 text strictly: no comments, no trailing commas, no duplicate names, one value. Confined to its
 * caller.
 *
 * <p>Safe for hostile input: at most {@value #MAX_LENGTH} characters and {@value #MAX_DEPTH} levels, one pass.
 */
public final class JsonReader {
    static final int MAX_LENGTH = 1 << 20;
    static final int MAX_DEPTH = 32;

    // RFC 8259 §6: number = [ minus ] int [ frac ] [ exp ]
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,4})?");

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads the one value that {@code text} holds.
     *
     * @throws JsonException when it holds anything else
     */
    public static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        if (text.length() > MAX_LENGTH) {
            throw reader.error("the text has " + text.length() + " characters, the limit is " + MAX_LENGTH);
        }
        // RFC 8259 §8.1 lets a reader ignore a byte order mark; some editors write one.
        if (text.startsWith("\uFEFF")) {
            reader.at = 1;
        }
        reader.skipBlanks();
        JsonValue value = reader.value();
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.error("expected the end of the text but found " + reader.found());
        }
        return value;
    }

    private JsonValue value() {
        Position position = position();
        return switch (peek()) {
            case '{' -> object(position);
            case '[' -> array(position);
            case '"' -> new JsonString(position, string());
            case 't' -> new JsonBoolean(position, literal("true"));
            case 'f' -> new JsonBoolean(position, !literal("false"));
            case 'n' -> nullValue(position);
            default -> number(position);
        };
    }

    private JsonNull nullValue(Position position) {
        literal("null");
        return new JsonNull(position);
    }

    private JsonObject object(Position position) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter();
        if (!takeIf('}')) {
            do {
                skipBlanks();
                Position namePosition = position();
                if (peek() != '"') {
                    throw error("expected a field name in quotes but found " + found());
                }
                String name = string();
                skipBlanks();
                take(':');
                skipBlanks();
                if (members.put(name, value()) != null) {
                    throw new JsonException("field \"" + JsonText.excerpt(name) + "\" is there twice", namePosition);
                }
                skipBlanks();
            } while (takeIf(','));
            take('}');
        }
        depth--;
        return new JsonObject(position, Collections.unmodifiableMap(members));
    }

    private JsonArray array(Position position) {
        List<JsonValue> elements = new ArrayList<>();
        enter();
        if (!takeIf(']')) {
            do {
                skipBlanks();
                elements.add(value());
                skipBlanks();
            } while (takeIf(','));
            take(']');
        }
        depth--;
        return new JsonArray(position, List.copyOf(elements));
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw error("more than " + MAX_DEPTH + " levels of nesting");
        }
        at++;
        skipBlanks();
    }

    private String string() {
        at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = peek();
            if (at >= text.length() || c == '\n' || c == '\r') {
                throw error("the string is not closed");
            }
            if (c < ' ') {
                throw error("a control character must be written as an escape such as \\u0007");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> {
                at--;
                throw error("\\" + found() + " is not an escape");
            }
        };
    }

    private char codeUnit() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw error("expected four hexadecimal digits after \\u");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private JsonNumber number(Position position) {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw error("expected a value but found " + found());
        }
        at = matcher.end();
        return new JsonNumber(position, matcher.group());
    }

    private boolean literal(String word) {
        if (!text.startsWith(word, at)) {
            throw error("expected a value but found " + found());
        }
        at += word.length();
        return true;
    }

    private void take(char expected) {
        if (!takeIf(expected)) {
            throw error("expected " + expected + " but found " + found());
        }
    }

    private boolean takeIf(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\r\n", at))) {
                line++;
                lineStart = at + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private String found() {
        return at < text.length() ? "\"" + JsonText.excerpt(text.substring(at, at + 1)) + "\"" : "the end of the text";
    }

    private Position position() {
        return new Position(line, at - lineStart + 1);
    }

    private JsonException error(String problem) {
        return new JsonException(problem, position());
    }
}
