package io.github.natcast.examples.cli.verify;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The TURN server of most installations, as a process of its own on loopback. */
final class LoopbackCoturn implements AutoCloseable {
    private final int port = LoopbackDeployment.freeUdp();
    private final Process process;

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "turnserver")));
    }

    /**
     * Starts it; a client's first request waits until it is there.
     *
     * @param folder for its files
     * @param options who may use it, and for whom
     */
    LoopbackCoturn(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("turnserver", "-n", "--no-cli", "--no-tls", "--no-dtls"));
        command.addAll(List.of("--no-tcp", "--allow-loopback-peers", "--relay-threads=1", "--log-file=stdout"));
        command.addAll(List.of("--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--listening-port=" + port));
        command.addAll(List.of("--realm=natcast", "--pidfile=" + folder.resolve("pid")));
        command.add("--userdb=" + folder.resolve("db"));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    String url() {
        return "turn:127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("turnserver does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
