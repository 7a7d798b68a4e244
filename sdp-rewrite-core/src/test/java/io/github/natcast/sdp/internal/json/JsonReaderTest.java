package io.github.natcast.sdp.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                   | line 1, column 1: expected a value but found the end of the text",
                "{                  | line 1, column 2: expected a field name in quotes but found the end of the text",
                "{'a':1}            | line 1, column 2: expected a field name in quotes but found \"'\"",
                "{\"a\" 1}          | line 1, column 6: expected : but found \"1\"",
                "{\"a\":1,}         | line 1, column 8: expected a field name in quotes but found \"}\"",
                "{\"a\":1,\"a\":2}  | line 1, column 8: field \"a\" is there twice",
                "[1,]               | line 1, column 4: expected a value but found \"]\"",
                "[1 2]              | line 1, column 4: expected ] but found \"2\"",
                "[1]x               | line 1, column 4: expected the end of the text but found \"x\"",
                "01                 | line 1, column 2: expected the end of the text but found \"1\"",
                "+1                 | line 1, column 1: expected a value but found \"+\"",
                "NaN                | line 1, column 1: expected a value but found \"N\"",
                "tru                | line 1, column 1: expected a value but found \"t\"",
                "// c               | line 1, column 1: expected a value but found \"/\"",
                "\"ab               | line 1, column 4: the string is not closed",
                "\"\\x\"            | line 1, column 3: \\\"x\" is not an escape",
                "\"\\u12g4\"        | line 1, column 6: expected four hexadecimal digits after \\u",
            })
    void refusesWhatIsNotJsonAndSaysWhere(String text, String message) {
        assertThatThrownBy(() -> JsonReader.read(text == null ? "" : text))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void countsLinesWhateverEndsThem(String ending) {
        assertThatThrownBy(() -> JsonReader.read("{" + ending + " \"a\": 1," + ending + "  oops}"))
                .hasMessage("line 3, column 3: expected a field name in quotes but found \"o\"");
    }

    @Test
    void resolvesEscapes() {
        assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"")
                        .asString("it"))
                .isEqualTo("\"\\/\b\f\n\r\té😀");
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowingTheStack() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
                .hasMessage("line 1, column 33: more than 32 levels of nesting");
    }

    @Test
    void refusesATextOverTheLimit() {
        assertThatThrownBy(() -> JsonReader.read(" ".repeat(JsonReader.MAX_LENGTH + 1)))
                .hasMessage("line 1, column 1: the text has 1048577 characters, the limit is 1048576");
    }

    @Test
    void readsBackWhatTheWriterWrote() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("text", "quote \" backslash \\ line\nend\u2028 bell\u0007 lone\ud800 é😀");
        inner.put("number", -12);
        inner.put("nothing", null);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("inner", inner);
        object.put("empty", List.of());
        object.put("long", List.of("x".repeat(60), "y".repeat(60), true));

        JsonValue read = JsonReader.read(JsonWriter.write(object));

        JsonValue readInner = member(read, "inner");
        assertThat(member(readInner, "text").asString("it")).isEqualTo(inner.get("text"));
        assertThat(member(readInner, "number").asInt("it")).isEqualTo(-12);
        assertThat(readInner.asObject("it").member("nothing")).isNull();
        assertThat(member(read, "long").asArray("it")).hasSize(3);
    }

    private static JsonValue member(JsonValue object, String name) {
        return Objects.requireNonNull(object.asObject("it").member(name), name);
    }

    @Test
    void throwsNothingButJsonExceptionOnAnyText() {
        Random random = new Random(1);
        String alphabet = "{}[]\",:\\u0019.eE+-truefalsn \n\r\t\0é\ud800";
        for (int i = 0; i < 20_000; i++) {
            char[] text = new char[random.nextInt(12)];
            for (int j = 0; j < text.length; j++) {
                text[j] = alphabet.charAt(random.nextInt(alphabet.length()));
            }
            try {
                assertThat(JsonReader.read(new String(text))).isNotNull();
            } catch (JsonException e) {
                assertThat(e.line()).isPositive();
                assertThat(e.column()).isPositive();
            }
        }
    }
}
