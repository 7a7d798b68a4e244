package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The variables that stand for flags: {@code NATCAST_} and the flag's name. One that is empty counts as not set.
 * Immutable.
 *
 * @param environment the process's variables
 */
record Variables(Map<String, String> environment) {
    static final String PREFIX = "NATCAST_";

    /** The variable that names the file. */
    static final String FILE = PREFIX + "CONFIG";

    static final String TURN_SECRET = PREFIX + "TURN_SECRET";

    /** Their options read these themselves: tokens add up, and the secret counts only where one is needed. */
    static final Set<String> READ_ELSEWHERE = Set.of(PREFIX + "TOKEN", TURN_SECRET);

    private static final Set<String> OTHERS = Set.of(FILE, PREFIX + "DEBUG");
    private static final Set<String> YES = Set.of("true", "1", "yes", "on");
    private static final Set<String> NO = Set.of("false", "0", "no", "off");

    /** Such as {@code NATCAST_HTTP_PORT}. */
    static String name(String option) {
        return PREFIX + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What the environment gives the flags. */
    List<Given> given(List<OptionSpec> options) throws UserException {
        List<Given> given = new ArrayList<>();
        for (OptionSpec option : options) {
            String variable = name(option.longestName());
            Optional<String> value = value(variable);
            if (value.isPresent() && !READ_ELSEWHERE.contains(variable)) {
                given.add(new Given(
                        option.longestName(), values(option, variable, value.get()), new Origin.Variable(variable)));
            }
        }
        return given;
    }

    private static List<String> values(OptionSpec option, String variable, String value) throws UserException {
        if (isToggle(option)) {
            return List.of(Boolean.toString(toggle(variable, value)));
        }
        if (!option.isMultiValue()) {
            return List.of(value);
        }
        // An option of FFmpeg may have spaces, and JSON has; an address has none.
        String separator = option.isOption() && isWordy(option) ? "\\R" : "[\\s,]+";
        return Stream.of(value.split(separator))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static boolean isWordy(OptionSpec option) {
        return Map.class.isAssignableFrom(option.type()) || option.longestName().equals("--channel");
    }

    static boolean isToggle(OptionSpec option) {
        return option.type() == boolean.class || option.type() == Boolean.class;
    }

    private static boolean toggle(String variable, String value) throws UserException {
        String word = value.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw new UserException(variable + ": \"" + value + "\" is neither true nor false");
        }
        return YES.contains(word);
    }

    /** Variables that nobody reads and that look like one that somebody does, each with that one, in words. */
    List<String> misspelt(List<OptionSpec> options) {
        List<String> known = Stream.concat(options.stream().map(option -> name(option.longestName())), OTHERS.stream())
                .toList();
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .flatMap(name -> known.stream()
                        .filter(near -> Nearest.distance(name, near) <= 2)
                        .limit(1)
                        .map(near -> "the variable " + name + " is not known; did you mean " + near + "?"))
                .toList();
    }
}
