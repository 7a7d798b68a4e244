package io.github.natcast.streamer.internal.transport.nat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The TURN server of most installations, as a process of its own on loopback, with {@code use-auth-secret}. */
public final class Coturn implements AutoCloseable {
    public static final String SECRET = "a secret of both";

    private final Path folder;
    private final int port;
    private Process process;

    /** Whether this host has it. */
    public static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "turnserver")));
    }

    /** @param folder for its files, empty */
    public Coturn(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket free = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        this.process = start();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of("turnserver", "-n", "--no-cli", "--no-tls", "--no-dtls"));
        command.addAll(List.of("--allow-loopback-peers", "--relay-threads=1", "--log-file=stdout"));
        command.addAll(List.of("--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--listening-port=" + port));
        command.addAll(List.of("--realm=natcast", "--use-auth-secret", "--static-auth-secret=" + SECRET));
        command.addAll(List.of("--pidfile=" + folder.resolve("pid"), "--userdb=" + folder.resolve("db")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    /** Its URL, for UDP. */
    public String url() {
        return "turn:127.0.0.1:" + port;
    }

    /** Where clients reach it, by UDP and by TCP. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Ends it without notice, and starts it anew on the same port. */
    public void restart() throws IOException {
        end();
        process = start();
    }

    private void end() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new UncheckedIOException(new IOException("turnserver does not end"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}
