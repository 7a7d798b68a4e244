package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration of coturn.
 *
 * @param options in the order of the file, also those that appear several times
 */
public record CoturnFile(Place place, List<Option> options, List<BadValue> badValues, List<StrangeKey> strangeKeys)
        implements LintedFile {
    private static final Set<String> NO = Set.of("0", "off", "false", "no");

    public CoturnFile {
        options = List.copyOf(options);
        badValues = List.copyOf(badValues);
        strangeKeys = List.copyOf(strangeKeys);
    }

    /**
     * One line.
     *
     * @param value empty when there is none
     */
    public record Option(Place place, String name, String value) {
        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name + " at " + place;
        }
    }

    /** Those of a name that are not switched off. */
    public List<Option> all(String name) {
        return options.stream()
                .filter(option -> option.name().equals(name) && !NO.contains(option.value()))
                .toList();
    }

    /** The one that counts. */
    public Optional<Option> last(String name) {
        return all(name).stream().reduce((first, second) -> second);
    }

    /** The first of several names that is there. */
    public Optional<Option> any(String... names) {
        return List.of(names).stream().flatMap(name -> last(name).stream()).findFirst();
    }

    public boolean has(String name) {
        return last(name).isPresent();
    }

    /** A port or number; the usual one, at the file's beginning, when it is not written or cannot be read. */
    public Setting<Integer> number(String name, int usual) {
        return last(name)
                .filter(option -> option.value().matches("[0-9]{1,5}"))
                .map(option -> new Setting<>(Integer.parseInt(option.value()), option.place(), true))
                .orElse(new Setting<>(usual, place, false));
    }

    /** Without values. */
    @Override
    public String toString() {
        return "CoturnFile" + options;
    }
}
