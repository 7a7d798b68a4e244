package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * What {@code serve} is given by a file, the environment and flags; the later wins, flag by flag. A repeated flag
 * replaces a whole list. Immutable.
 */
public final class Layers {
    static final String CONFIG_OPTION = "--config";

    private final Optional<ConfigFile> file;
    private final List<OptionSpec> options;
    private final Map<String, Given> given;
    private final Variables variables;

    private Layers(Optional<ConfigFile> file, List<OptionSpec> options, Map<String, Given> given, Variables variables) {
        this.file = file;
        this.options = options;
        this.given = given;
        this.variables = variables;
    }

    /**
     * Reads the file, the environment and the flags.
     *
     * @param flags of {@code serve}, parsed as they were given
     * @param environment the process's variables
     * @throws UserException when the file or a variable is wrong as far as can be told without the flags' own types
     */
    public static Layers of(ParseResult flags, Map<String, String> environment) throws UserException {
        List<OptionSpec> options = settable(flags.commandSpec());
        Variables variables = new Variables(environment);
        Map<String, Given> given = new LinkedHashMap<>();
        Optional<Path> path = file(flags, variables);
        Optional<ConfigFile> file =
                path.isEmpty() ? Optional.empty() : Optional.of(ConfigFile.open(path.get(), environment));
        if (file.isPresent()) {
            file.get().flags().forEach(each -> given.put(each.option(), each));
        }
        variables.given(options).forEach(each -> given.put(each.option(), each));
        for (OptionSpec option : options) {
            if (flags.hasMatchedOption(option)) {
                String name = option.longestName();
                given.put(name, new Given(name, option.originalStringValues(), new Origin.Flag(name)));
            }
        }
        if (file.isPresent()) {
            file.get().derived(given).forEach(each -> given.put(each.option(), each));
        }
        return new Layers(file, options, given, variables);
    }

    /** The key of each flag, or the table that is written in its place. */
    public static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        Keys.SECTIONS.forEach(section -> section.option().ifPresent(flag -> keys.put(flag, section.name())));
        Keys.ALL.forEach(key -> key.option().ifPresent(flag -> keys.put(flag, key.dotted())));
        return keys;
    }

    /** The flags that have a key: all but those about help and about the file itself. */
    static List<OptionSpec> settable(CommandSpec serve) {
        return serve.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(option -> !option.longestName().equals(CONFIG_OPTION))
                .toList();
    }

    private static Optional<Path> file(ParseResult flags, Variables variables) throws UserException {
        String flag = flags.matchedOptionValue(CONFIG_OPTION, (Path) null) == null
                ? ""
                : flags.matchedOptionValue(CONFIG_OPTION, Path.of("")).toString();
        if (!flag.isEmpty()) {
            return Optional.of(Path.of(flag));
        }
        Optional<String> variable = variables.value(Variables.FILE);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(variable.get()));
        } catch (IllegalArgumentException e) {
            throw new UserException(Variables.FILE + ": \"" + variable.get() + "\" is no file's name", e);
        }
    }

    /** All of it as a command line. */
    public List<String> arguments() {
        return arguments(given.values());
    }

    static List<String> arguments(Iterable<Given> given) {
        List<String> arguments = new ArrayList<>();
        given.forEach(each -> arguments.addAll(each.arguments()));
        return arguments;
    }

    /** Whether a file is among them. */
    public boolean hasFile() {
        return file.isPresent();
    }

    /** In words, variables that were probably meant for us and are not read. */
    public List<String> misspeltVariables() {
        return variables.misspelt(options);
    }

    Optional<ConfigFile> file() {
        return file;
    }

    List<OptionSpec> options() {
        return options;
    }

    Map<String, Given> given() {
        return given;
    }

    Variables variables() {
        return variables;
    }
}
