package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.lint.files.BadValue.Expected;
import io.github.natcast.examples.cli.text.Node;
import io.github.natcast.examples.cli.text.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the typed settings of one table. Confined to the reading of one file.
 *
 * <p>A value with a template ({@code {{ .Envs.PORT }}}) counts as unknown, and so does a value that cannot be read; the
 * latter is kept in the list of bad ones.
 */
final class SettingReader {
    private final Keys keys;
    private final Map<String, Node.Entry> meant = new HashMap<>();
    private final Place place;
    private final boolean typed;
    private final List<BadValue> bad;

    /** Finds the entry of a dotted path such as {@code transport.tcpMux}. */
    @FunctionalInterface
    interface Keys {
        Optional<Node.Entry> find(String path);
    }

    /**
     * @param place of defaults
     * @param typed whether the format tells texts from numbers, as TOML does
     * @param bad receives what cannot be read
     */
    SettingReader(Keys keys, Place place, boolean typed, List<BadValue> bad) {
        this.keys = keys;
        this.place = place;
        this.typed = typed;
        this.bad = bad;
    }

    /** Reads a mistyped or misplaced key as what is meant: the key is told of, and what would follow from it is not. */
    SettingReader reading(List<StrangeKey> strange, Keys where, UnaryOperator<String> name) {
        for (StrangeKey key : strange) {
            where.find(key.key()).ifPresent(entry -> meant.put(name.apply(key.right()), entry));
        }
        return this;
    }

    private Optional<Node.Entry> find(String path) {
        return keys.find(path).or(() -> Optional.ofNullable(meant.get(path)));
    }

    boolean has(String path) {
        return find(path).isPresent();
    }

    @Nullable
    Node node(String path) {
        return find(path).map(Node.Entry::value).orElse(null);
    }

    /** Whether the value is written out, and no template. */
    boolean isPlain(String path) {
        return text(path).isPresent();
    }

    Place place(String path) {
        return find(path).map(Node.Entry::place).orElse(place);
    }

    Optional<Setting<String>> text(String path) {
        return find(path)
                .filter(entry -> entry.value() instanceof Node.Scalar scalar && !isTemplate(scalar.text()))
                .map(entry -> new Setting<>(((Node.Scalar) entry.value()).text(), entry.place(), true));
    }

    /** Empty when unknown: written as a template, or as no text. */
    Optional<Setting<String>> text(String path, String usual) {
        return has(path) ? text(path) : usual(usual);
    }

    Optional<Setting<Integer>> port(String path) {
        return number(path, 1, 65535, Expected.PORT);
    }

    Optional<Setting<Integer>> port(String path, int usual) {
        return has(path) ? port(path) : usual(usual);
    }

    /** 0 is any free port, and so is none at all. */
    Optional<Setting<Integer>> portOrAny(String path) {
        return has(path) ? number(path, 0, 65535, Expected.PORT) : usual(0);
    }

    Optional<Setting<Integer>> number(String path) {
        return number(path, 0, Integer.MAX_VALUE, Expected.NUMBER);
    }

    Optional<Setting<Integer>> number(String path, int usual) {
        return has(path) ? number(path) : usual(usual);
    }

    Optional<Setting<Boolean>> truth(String path, boolean usual) {
        if (!has(path)) {
            return usual(usual);
        }
        Optional<Setting<String>> text = text(path);
        if (text.filter(value -> value.value().matches("true|false")).isEmpty()) {
            text.ifPresent(value -> refuse(path, value, Expected.BOOLEAN));
            return Optional.empty();
        }
        text.filter(value -> typed && isQuoted(path)).ifPresent(value -> refuse(path, value, Expected.UNQUOTED));
        return text.map(value -> new Setting<>(Boolean.parseBoolean(value.value()), value.place(), true));
    }

    private Optional<Setting<Integer>> number(String path, int least, int most, Expected expected) {
        Optional<Setting<String>> text = text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Setting<String> value = text.get();
        if (!value.value().matches("[0-9]{1,9}")
                || Integer.parseInt(value.value()) < least
                || Integer.parseInt(value.value()) > most) {
            refuse(path, value, expected);
            return Optional.empty();
        }
        if (typed && isQuoted(path)) {
            refuse(path, value, Expected.UNQUOTED);
        }
        return Optional.of(new Setting<>(Integer.parseInt(value.value()), value.place(), true));
    }

    void refuse(String path, Setting<String> value, Expected expected) {
        bad.add(new BadValue(value.place(), path, value.value(), expected));
    }

    private boolean isQuoted(String path) {
        return find(path)
                .filter(entry -> entry.value() instanceof Node.Scalar scalar && scalar.is(Node.Sort.TEXT))
                .isPresent();
    }

    private <T> Optional<Setting<T>> usual(T value) {
        return Optional.of(new Setting<>(value, place, false));
    }

    static boolean isTemplate(String text) {
        return text.contains("{{");
    }
}
