package io.github.natcast.streamer.attack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs that have this one's classes. */
final class Jvm {
    /** The attackers' share of the processors is what others leave. */
    private static final List<String> POLITE = List.of("nice", "-n", "10");

    private Jvm() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static List<String> command(List<String> options, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(executable());
        command.addAll(OwnNetwork.options());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(Options.PREFIX))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return command;
    }

    /** The same at a lowered priority. */
    static List<String> politely(List<String> command) {
        List<String> all = new ArrayList<>(POLITE);
        all.addAll(command);
        return all;
    }
}
