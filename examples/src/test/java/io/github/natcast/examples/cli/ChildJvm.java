package io.github.natcast.examples.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code natcast} in its own process. */
final class ChildJvm {
    private ChildJvm() {}

    /** @param classPath the entries of this JVM's class path that the process gets too */
    static ProcessBuilder natcast(Predicate<String> classPath, List<String> options, String... arguments) {
        return of(Natcast.class, classPath, options, arguments);
    }

    /** The same for another class with a main method. */
    static ProcessBuilder of(Class<?> main, Predicate<String> classPath, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(classPath)
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
