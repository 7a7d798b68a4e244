package io.github.natcast.examples.cli.up;

import java.util.List;
import java.util.OptionalInt;

/**
 * A program to keep running. Immutable.
 *
 * @param name as the log and the status show it
 * @param command the executable and its arguments
 * @param hopeless an exit status that another start does not mend, such as that of a wrong option; it counts as long as
 *     the program has never lived for {@link Backoff#SETTLED}
 */
record Program(String name, List<String> command, OptionalInt hopeless) {
    Program {
        command = List.copyOf(command);
    }
}
