package io.github.natcast.examples.cli.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The command line of {@code natcast serve} in a Java of its own: the same Java, options and class path as this one's.
 */
final class ServerJvm {
    static final String NAME = "serve";
    /** What a user has to put right, such as a wrong option, ends natcast with it. */
    private static final int EXIT_USAGE = 2;

    private ServerJvm() {}

    /**
     * @param home of Java
     * @param options of this virtual machine
     * @param main natcast's main class
     */
    static Program of(String home, List<String> options, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(home, "bin", "java").toString());
        options.stream().filter(ServerJvm::isForBoth).forEach(command::add);
        command.addAll(List.of("-cp", classPath, main.getName(), "serve"));
        command.addAll(arguments);
        return new Program(NAME, command, OptionalInt.of(EXIT_USAGE));
    }

    /** A debugger's port and an agent's file are for one virtual machine. */
    private static boolean isForBoth(String option) {
        return !option.startsWith("-agentlib:")
                && !option.startsWith("-agentpath:")
                && !option.startsWith("-javaagent:");
    }
}
