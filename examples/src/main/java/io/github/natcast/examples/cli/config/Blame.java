package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Says of an error where the value stands that caused it: a program that takes flags blames a flag that nobody wrote.
 * Immutable.
 *
 * @param layers what was given
 */
public record Blame(Layers layers) {
    private static final Pattern FLAG = Pattern.compile("--[a-z][a-z0-9-]*");
    /** Picocli's words before the reason. */
    private static final Pattern PREFIX =
            Pattern.compile("Invalid value for option '[^']*'(?: at index \\d+)?(?: \\([^)]*\\))?: ");

    /** The error of a value that its flag does not take. */
    public UserException of(ParameterException error) {
        String message = String.valueOf(error.getMessage());
        if (error.getArgSpec() instanceof OptionSpec option) {
            Given given = layers.given().get(option.longestName());
            if (given != null && !(given.origin() instanceof Origin.Flag)) {
                String reason = PREFIX.matcher(message).replaceFirst("");
                return new UserException(given.origin().blame() + ": " + named(reason, given.origin()), error);
            }
        }
        return new UserException(message, error);
    }

    /**
     * The error of values that do not go together, or that are out of range.
     *
     * @param attempt builds what the arguments describe, and returns the reason why it cannot
     */
    public UserException of(UserException error, Function<List<String>, Optional<String>> attempt) {
        String message = String.valueOf(error.getMessage());
        return mentioned(message)
                .or(() -> culprit(message, attempt))
                .map(given -> new UserException(located(message, given), error))
                .orElse(error);
    }

    private Optional<Given> mentioned(String message) {
        return FLAG.matcher(message)
                .results()
                .map(found -> layers.given().get(found.group()))
                .filter(given -> given != null && !(given.origin() instanceof Origin.Flag))
                .findFirst();
    }

    /** The value without which there is no error, or at least another one. */
    private Optional<Given> culprit(String message, Function<List<String>, Optional<String>> attempt) {
        List<Given> suspects = new ArrayList<>();
        for (Given given : layers.given().values()) {
            if (given.origin() instanceof Origin.Flag) {
                continue;
            }
            List<Given> others = new ArrayList<>(layers.given().values());
            others.remove(given);
            Optional<String> without = attempt.apply(Layers.arguments(others));
            if (without.isEmpty()) {
                return Optional.of(given);
            }
            if (!without.get().equals(message)) {
                suspects.add(given);
            }
        }
        return suspects.stream().findFirst();
    }

    private static String located(String message, Given given) {
        String option = given.option();
        String reason = message.startsWith(option + ": ") ? message.substring(option.length() + 2) : message;
        String named = named(reason, given.origin());
        boolean saysWhich =
                FLAG.matcher(reason).results().anyMatch(found -> found.group().equals(option));
        if (!saysWhich) {
            return given.origin().blame() + ": " + named;
        }
        return given.origin() instanceof Origin.InFile file ? file.place() + ": " + named : named;
    }

    /** Flags by the names that they have where the value stands. */
    private static String named(String message, Origin origin) {
        return FLAG.matcher(message).replaceAll(found -> Matcher.quoteReplacement(name(found.group(), origin)));
    }

    private static String name(String option, Origin origin) {
        Optional<String> key = Keys.ofOption(option);
        if (key.isEmpty()) {
            return option;
        }
        return origin instanceof Origin.Variable ? Variables.name(option) : key.get();
    }
}
