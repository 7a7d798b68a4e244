package io.github.natcast.streamer.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link MeasuredServer} in a JVM of its own. Confined to one thread. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final BufferedReader answers;
    private final URI address;
    private final Duration startTook;

    private ServerProcess(Process process, BufferedReader answers, URI address, Duration startTook) {
        this.process = process;
        this.answers = answers;
        this.address = address;
        this.startTook = startTook;
    }

    /** Returns once the server reports that it is ready. */
    static ServerProcess start(String... options) throws IOException {
        return start(List.of(), options);
    }

    static ServerProcess start(List<String> jvmOptions, String... options) throws IOException {
        long began = System.nanoTime();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(MeasuredServer.class.getName());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String line = answers.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start");
        }
        return new ServerProcess(
                process,
                answers,
                URI.create(line.substring(READY.length())),
                Duration.ofNanos(System.nanoTime() - began));
    }

    URI address() {
        return address;
    }

    /** From the start of its JVM to its report that it is ready. */
    Duration startTook() {
        return startTook;
    }

    long pid() {
        return process.pid();
    }

    String ask(String command) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8)
                .append(command)
                .append('\n')
                .flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the server ended");
        }
        return answer;
    }

    /** After a full collection. */
    Held held() throws IOException {
        return Held.parse(ask("held"));
    }

    /** Without a collection: the heap is what the last collections left. */
    Held peek() throws IOException {
        return Held.parse(ask("peek"));
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
