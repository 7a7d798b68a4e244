package io.github.natcast.examples.cli;

import io.github.natcast.examples.cli.config.Blame;
import io.github.natcast.examples.cli.config.Layers;
import io.github.natcast.examples.cli.console.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code serve} as file, environment and flags together describe it. Immutable.
 *
 * @param layers what was given
 * @param command made of it; it has been checked without opening anything
 */
record Configured(Layers layers, ServeCommand command) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Configured.class);

    /**
     * Reads and checks it.
     *
     * @param flags as they were given
     * @throws UserException naming the place in the file, the variable or the flag
     */
    static Configured by(ParseResult flags, Map<String, String> environment) throws UserException {
        Layers layers = Layers.of(flags, environment);
        layers.misspeltVariables().forEach(LOGGER::warn);
        Blame blame = new Blame(layers);
        try {
            ServeCommand command = parsed(layers.arguments());
            check(command);
            return new Configured(layers, command);
        } catch (ParameterException e) {
            throw blame.of(e);
        } catch (UserException e) {
            throw blame.of(e, Configured::attempt);
        }
    }

    private static ServeCommand parsed(List<String> arguments) {
        ServeCommand command = new ServeCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments.toArray(String[]::new));
        return command;
    }

    private static void check(ServeCommand command) throws UserException {
        command.streamer();
        command.others();
    }

    private static Optional<String> attempt(List<String> arguments) {
        try {
            check(parsed(arguments));
            return Optional.empty();
        } catch (ParameterException | UserException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
