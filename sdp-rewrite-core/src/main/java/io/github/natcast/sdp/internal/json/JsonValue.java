package io.github.natcast.sdp.internal.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON value that knows its place in the text. Immutable. */
public sealed interface JsonValue {

    /** Where the value begins. */
    Position position();

    /** What the value is, for a sentence: {@code a number}. */
    String kind();

    /**
     * A place in the text.
     *
     * @param line from 1
     * @param column from 1, in UTF-16 units
     */
    record Position(int line, int column) {
        /** {@code line 3, column 7}. */
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** An object; its members keep their order. */
    record JsonObject(Position position, Map<String, JsonValue> members) implements JsonValue {
        @Override
        public String kind() {
            return "an object";
        }

        /** The member's value; null when it is absent or {@code null}. */
        public @Nullable JsonValue member(String name) {
            JsonValue value = members.get(name);
            return value instanceof JsonNull ? null : value;
        }

        /**
         * Checks that all members are known.
         *
         * @throws JsonException at the first member that is not among {@code known}
         */
        public void requireOnly(List<String> known) {
            members.forEach((name, value) -> {
                if (!known.contains(name)) {
                    throw new JsonException(
                            "unknown field \"" + JsonText.excerpt(name) + "\"; known are " + String.join(", ", known),
                            value.position());
                }
            });
        }
    }

    /** An array. */
    record JsonArray(Position position, List<JsonValue> elements) implements JsonValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A string, its escapes resolved. */
    record JsonString(Position position, String value) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A number, as written. */
    record JsonNumber(Position position, String literal) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** {@code true} or {@code false}. */
    record JsonBoolean(Position position, boolean value) implements JsonValue {
        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /** {@code null}. */
    record JsonNull(Position position) implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }
    }

    /**
     * The object.
     *
     * @throws JsonException when the value is not one; {@code what} names it in the message
     */
    default JsonObject asObject(String what) {
        if (this instanceof JsonObject object) {
            return object;
        }
        throw unexpected(what, "an object");
    }

    /**
     * The elements.
     *
     * @throws JsonException when the value is not an array; {@code what} names it in the message
     */
    default List<JsonValue> asArray(String what) {
        if (this instanceof JsonArray array) {
            return array.elements();
        }
        throw unexpected(what, "an array");
    }

    /**
     * The string.
     *
     * @throws JsonException when the value is not one; {@code what} names it in the message
     */
    default String asString(String what) {
        if (this instanceof JsonString string) {
            return string.value();
        }
        throw unexpected(what, "a string");
    }

    /**
     * An integer.
     *
     * @throws JsonException when the value is not one that fits an {@code int}; {@code what} names it in the message
     */
    default int asInt(String what) {
        if (this instanceof JsonNumber number) {
            try {
                return Integer.parseInt(number.literal());
            } catch (NumberFormatException e) {
                throw new JsonException(
                        what + " must be an integer but is " + JsonText.excerpt(number.literal()), position());
            }
        }
        throw unexpected(what, "a number");
    }

    private JsonException unexpected(String what, String expected) {
        return new JsonException(what + " must be " + expected + " but is " + kind(), position());
    }
}
