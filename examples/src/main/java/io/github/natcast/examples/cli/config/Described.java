package io.github.natcast.examples.cli.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** What the flags' own descriptions and defaults say of the keys. Immutable. */
final class Described {
    private static final Pattern FLAG = Pattern.compile("--[a-z][a-z0-9-]*");

    private final Map<String, OptionSpec> options;

    Described(List<OptionSpec> options) {
        this.options = options.stream().collect(Collectors.toMap(OptionSpec::longestName, Function.identity()));
    }

    /** In the words of a file: flags are called by their keys. */
    String description(Key key) {
        String text = option(key)
                .filter(option -> key.description().isEmpty())
                .map(option -> String.join(" ", option.description())
                        .replace("${COMPLETION-CANDIDATES}", String.join(", ", choices(key)))
                        .replace("%n", " ")
                        .replace("%%", "%"))
                .orElse(key.description());
        return FLAG.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Keys.ofOption(found.group()).orElse(found.group())));
    }

    /** The default as a flag would be given it; of a toggle as the key would. */
    Optional<String> byDefault(Key key) {
        if (key.type() == Type.TOGGLE && key.option().isPresent()) {
            return Optional.of(Boolean.toString(key.inverse()));
        }
        return option(key).map(OptionSpec::defaultValue);
    }

    /** The values of an enumeration, in small letters; others are free. */
    List<String> choices(Key key) {
        Set<String> choices = new LinkedHashSet<>(key.choices());
        option(key)
                .filter(option -> isEnumeration(option))
                .map(OptionSpec::completionCandidates)
                .ifPresent(candidates -> candidates.forEach(each -> choices.add(each.toLowerCase(Locale.ROOT))));
        return List.copyOf(choices);
    }

    private static boolean isEnumeration(OptionSpec option) {
        return option.auxiliaryTypes().length > 0 && option.auxiliaryTypes()[0].isEnum();
    }

    private Optional<OptionSpec> option(Key key) {
        return key.option().map(options::get);
    }
}
