package io.github.natcast.examples.cli.config;

import io.github.natcast.examples.cli.console.UserException;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** The command whose flags a file and the environment stand beneath: {@code serve}. */
@FunctionalInterface
public interface Configurable {

    /**
     * What is in force, once all of it has been checked without opening anything.
     *
     * @param flags of the command, as they were given
     * @param environment the process's variables
     * @throws UserException naming the place in the file, the variable or the flag
     */
    Layers configured(ParseResult flags, Map<String, String> environment) throws UserException;
}
