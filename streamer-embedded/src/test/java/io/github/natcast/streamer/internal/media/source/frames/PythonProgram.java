package io.github.natcast.streamer.internal.media.source.frames;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Python with the client of examples/python; its output is read line by line. Confined to the test's thread. */
public final class PythonProgram implements AutoCloseable {
    /** The sample programs' folder, beside this module's. */
    public static final Path FOLDER = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("examples")
            .resolve("python");

    private final Process process;
    private final BufferedReader out;

    private PythonProgram(Process process) {
        this.process = process;
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether there is a Python that the client runs on. */
    public static boolean isThere() {
        try {
            Process asked = new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                    .redirectErrorStream(true)
                    .start();
            return asked.waitFor(30, TimeUnit.SECONDS) && asked.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a program of one text; its standard error is this process's. */
    public static PythonProgram script(String text, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", text));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a file of the folder. */
    public static PythonProgram file(String name, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("python3", FOLDER.resolve(name).toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static PythonProgram run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONPATH", FOLDER.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONUNBUFFERED", "1");
        return new PythonProgram(builder.start());
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for a line; "ended" after the last one. */
    public String line() throws IOException {
        String line = out.readLine();
        return line == null ? "ended" : line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
