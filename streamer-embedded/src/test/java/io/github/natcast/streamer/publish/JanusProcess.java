package io.github.natcast.streamer.publish;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;

/**
 * Debian's Janus with the plugin for rooms alone, its HTTP API on a free port of loopback. Its media are on this host's
 * own addresses: it gathers none of loopback. Confined to one thread.
 */
final class JanusProcess implements AutoCloseable {
    private static final String READY = "JANUS REST (HTTP/HTTPS) transport plugin initialized";
    private static final int MOST_LINES = 500;
    private static final String FOLDER = "/usr/lib/x86_64-linux-gnu/janus";

    private final Process process;
    private final URI api;

    /** Skips the test where Janus is not installed; returns when it answers. */
    JanusProcess(Path folder) throws IOException {
        Path program = Path.of("/usr/bin/janus");
        assumeTrue(
                Files.isExecutable(program), "Janus is not installed (apt-get install janus), so none is published to");
        assumeTrue(hasOwnAddress(), "this host has loopback alone, where Janus gathers nothing");
        int port = freePort();
        api = URI.create("http://127.0.0.1:" + port + "/janus");
        Files.writeString(folder.resolve("janus.jcfg"), """
                general: { debug_level = 4 }
                plugins: { disable = "%s" }
                transports: { disable = "%s" }
                """.formatted(
                        others("plugins", "libjanus_videoroom.so"), others("transports", "libjanus_http.so")));
        Files.writeString(folder.resolve("janus.transport.http.jcfg"), """
                general: { json = "compact", base_path = "/janus", http = true, port = %d, ip = "127.0.0.1", https = false }
                admin: { admin_http = false }
                """.formatted(port));
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: {}\n");
        process = new ProcessBuilder(program.toString(), "-o", "-F", folder.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        awaitReady(log);
        Thread drain = new Thread(() -> drain(log), "janus-log");
        drain.setDaemon(true);
        drain.start();
    }

    private static boolean hasOwnAddress() throws IOException {
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isUp() && !each.isLoopback() && each.getInetAddresses().hasMoreElements()) {
                return true;
            }
        }
        return false;
    }

    /** It stands still when nobody reads what it says. */
    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                // It is of no use once Janus has started.
            }
        } catch (IOException e) {
            // Janus was ended.
        }
    }

    /** All of a kind but one. */
    private static String others(String kind, String kept) throws IOException {
        Path folder = Path.of(FOLDER, kind);
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return String.join(
                    ",",
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".so") && !name.equals(kept))
                            .sorted()
                            .toList());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(BufferedReader log) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < MOST_LINES; i++) {
            String line = log.readLine();
            if (line == null) {
                break;
            }
            said.append(line).append('\n');
            if (line.contains(READY)) {
                return;
            }
        }
        close();
        throw new IOException("Janus did not start: " + said);
    }

    /** Of its HTTP API. */
    URI api() {
        return api;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
