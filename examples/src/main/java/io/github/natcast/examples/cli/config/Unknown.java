package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.text.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The error of a key that there is not, with the one that was probably meant. Stateless. */
final class Unknown {
    private static final int LONGEST_SHOWN = 80;

    private Unknown() {}

    static UserException section(String name, Place place) {
        Optional<String> meant = elsewhere(name)
                .or(() -> Nearest.to(
                        name, Keys.SECTIONS.stream().map(Section::name).toList()))
                .or(() -> dotted(name));
        return error(name, meant, place);
    }

    static UserException key(Section section, String name, Place place) {
        String dotted = section.name() + "." + name;
        List<String> here = Stream.concat(
                        Keys.of(section).stream().map(Key::name),
                        Keys.SECTIONS.stream()
                                .map(Section::name)
                                .filter(inner -> inner.startsWith(section.name() + "."))
                                .map(inner -> inner.substring(section.name().length() + 1)))
                .toList();
        Optional<String> meant = Nearest.to(name, here)
                .map(near -> section.name() + "." + near)
                .or(() -> elsewhere(name))
                .or(() -> dotted(dotted));
        return error(dotted, meant, place);
    }

    /** The key of this very name in another section, one with a flag first. */
    private static Optional<String> elsewhere(String name) {
        return Keys.ALL.stream()
                .filter(key -> key.name().equals(name))
                .min(Comparator.comparing(key -> key.option().isEmpty()))
                .map(Key::dotted);
    }

    private static Optional<String> dotted(String name) {
        return Nearest.to(name, Keys.ALL.stream().map(Key::dotted).toList());
    }

    private static UserException error(String name, Optional<String> meant, Place place) {
        String shown = name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
        return place.error(shown + " is not known"
                + meant.map(near -> "; did you mean " + near + "?")
                        .orElse("; 'natcast config --example' shows every key"));
    }
}
