package io.github.natcast.examples.cli.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code up} starts for a deployment. Immutable.
 *
 * @param folder where the files will be
 * @param programs in the order of their start
 * @param missing programs that the deployment names and nobody has installed
 */
record Plan(Path folder, List<Program> programs, List<GeneratedFile> files, List<Missing> missing) {
    Plan {
        programs = List.copyOf(programs);
        files = List.copyOf(files);
        missing = List.copyOf(missing);
    }

    /**
     * A program that is not there.
     *
     * @param name as the status shows it
     * @param executable as people install it
     */
    record Missing(String name, String executable) {}

    /** Columns that every name fits into. */
    int nameWidth() {
        return programs.stream()
                .mapToInt(program -> program.name().length())
                .max()
                .orElse(0);
    }

    /** A line for each thing that would be done. */
    List<String> describe(Messages messages) {
        List<String> lines = new ArrayList<>();
        files.forEach(file -> lines.add(messages.text("dry-run.writes", folder.resolve(file.name()))));
        programs.forEach(program ->
                lines.add(messages.text("dry-run.runs", program.name(), String.join(" ", program.command()))));
        return lines;
    }
}
