package io.github.natcast.examples.cli.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of this host that checks files, where it is installed. */
final class Tool {
    private final Path program;

    private Tool(Path program) {
        this.program = program;
    }

    /** Skips the test where the program is not installed. */
    static Tool named(String name) {
        List<Path> found = Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/sbin", "/usr/local/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
        assumeTrue(!found.isEmpty(), name + " is not installed, so that nothing here can check its file");
        return new Tool(found.get(0));
    }

    /** Starts it; its input stream has both outputs. */
    Process startPiped(Path folder, String... arguments) throws IOException {
        return builder(folder, arguments).start();
    }

    private ProcessBuilder builder(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
    }

    /** Runs it to its end. */
    Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process =
                builder(folder, arguments).redirectOutput(output.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(program + " did not end within 60 s: " + read(output));
        }
        return new Result(process.exitValue(), read(output));
    }

    static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** What it said. */
    record Result(int status, String output) {}
}
