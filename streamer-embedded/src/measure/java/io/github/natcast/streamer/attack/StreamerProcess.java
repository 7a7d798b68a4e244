package io.github.natcast.streamer.attack;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link AttackedServer} in a JVM of its own, which logs into a file. Confined to one thread. */
final class StreamerProcess implements Victim {
    private final Process process;
    private final BufferedReader answers;
    private final Path log;
    private final Target target;

    private StreamerProcess(Process process, BufferedReader answers, Path log, Target target) {
        this.process = process;
        this.answers = answers;
        this.log = log;
        this.target = target;
    }

    /** Returns once it is ready. */
    static StreamerProcess start(Options options, Path log) throws IOException {
        Addresses addresses = Addresses.here();
        Process process = new ProcessBuilder(Jvm.command(
                        options.serverOptions(),
                        AttackedServer.class,
                        List.of(
                                addresses.server().getHostAddress(),
                                Integer.toString(options.width()),
                                Integer.toString(options.height()))))
                .redirectError(log.toFile())
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String line = answers.readLine();
        while (line != null && !line.startsWith(AttackedServer.READY)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start; see " + log);
        }
        String[] ports = line.substring(AttackedServer.READY.length()).split(" ", -1);
        return new StreamerProcess(
                process,
                answers,
                log,
                new Target(
                        addresses,
                        new InetSocketAddress(addresses.server(), Integer.parseInt(ports[0])),
                        new InetSocketAddress(addresses.server(), Integer.parseInt(ports[1]))));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public long heapMegabytes() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append("held\n").flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the server ended; see " + log);
        }
        return Long.parseLong(answer.split(" ", -1)[0]) >> 20;
    }

    @Override
    public double logMegabytes() throws IOException {
        return Files.size(log) / 1e6;
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
