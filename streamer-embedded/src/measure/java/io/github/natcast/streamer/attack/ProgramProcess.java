package io.github.natcast.streamer.attack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code natcast serve}, whose output goes into a pipe of the file system that is read until the attack begins, and
 * then filled. Confined to one thread.
 */
final class ProgramProcess implements Victim {
    private static final int HTTP_PORT = 19_080;
    private static final int MEDIA_PORT = 19_081;
    private static final int START_SECONDS = 60;
    private static final int PIPE_BYTES = 1 << 16;

    private final Process process;
    private final RandomAccessFile pipe;
    private final Path log;
    private volatile boolean read = true;

    private ProgramProcess(Process process, RandomAccessFile pipe, Path log) {
        this.process = process;
        this.pipe = pipe;
        this.log = log;
        daemon("reads-output", this::drain);
    }

    /** Returns once it answers. */
    static ProgramProcess start(Options options, Path log) throws IOException {
        if (!Files.exists(options.program())) {
            throw new IOException("no " + options.program().normalize().toAbsolutePath()
                    + ": mvn -q -DskipTests -pl examples -am package makes it");
        }
        InetAddress server = Addresses.here().server();
        Path fifo = log.resolveSibling("output-" + ProcessHandle.current().pid());
        Files.deleteIfExists(fifo);
        run("mkfifo", fifo.toString());
        RandomAccessFile pipe = new RandomAccessFile(fifo.toFile(), "rw"); // neither end waits for the other
        List<String> command = new ArrayList<>(List.of(Jvm.executable()));
        command.addAll(options.serverOptions());
        command.addAll(List.of("-jar", options.program().toString(), "serve", "--verbose", "--no-audio"));
        command.addAll(List.of("--bind", server.getHostAddress()));
        command.addAll(List.of("--http-port", "" + HTTP_PORT, "--media-port", "" + MEDIA_PORT));
        command.addAll(List.of("--size", options.width() + "x" + options.height()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(fifo.toFile())
                .start();
        ProgramProcess program = new ProgramProcess(process, pipe, log);
        Files.delete(fifo);
        program.awaitAnswer();
        return program;
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void awaitAnswer() throws IOException {
        Deadline deadline = Deadline.in(START_SECONDS);
        while (true) {
            try {
                Http.get(target().addresses().joiner(0), target().http(), "/healthz");
                return;
            } catch (IOException notYet) {
                if (deadline.isOver() || !process.isAlive()) {
                    close();
                    throw new IOException("natcast serve does not answer; see " + log);
                }
            }
            try {
                deadline.sleep(200);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private void drain() {
        byte[] buffer = new byte[8192];
        try {
            while (true) {
                int count = read ? pipe.read(buffer) : 0;
                if (count > 0) {
                    Files.writeString(
                            log,
                            new String(buffer, 0, count, StandardCharsets.UTF_8),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND);
                } else {
                    Thread.sleep(20);
                }
            }
        } catch (IOException | InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody reads any more, and what is free is filled. */
    @Override
    public void attacked() {
        read = false;
        daemon("fills-output", () -> {
            try {
                while (!read) {
                    pipe.write(String.join("", Collections.nCopies(PIPE_BYTES / 8, ".......\n"))
                            .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Target target() {
        InetAddress server = Addresses.here().server();
        return new Target(
                Addresses.here(), new InetSocketAddress(server, HTTP_PORT), new InetSocketAddress(server, MEDIA_PORT));
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public long heapMegabytes() {
        return -1;
    }

    @Override
    public double logMegabytes() throws IOException {
        return Files.exists(log) ? Files.size(log) / 1e6 : 0;
    }

    @Override
    public void close() throws IOException {
        read = true; // a server that waits for its output ends
        process.destroy();
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
