package io.github.natcast.examples.cli.deploy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A MediaMTX that has a written file, on free ports of loopback, where it is installed. Confined to one thread. */
final class MediamtxRun implements AutoCloseable {
    private static final int MOST_LINES = 200;

    private final Process process;
    private final BufferedReader log;
    private final List<String> said = new ArrayList<>();
    private final int http = freePort();
    private final int rtsp = freePort();

    MediamtxRun(Tool mediamtx, Path folder, DeployedFile file) throws IOException {
        int media = freePort();
        String own = file.text()
                .replace("\":8889\"", "\"127.0.0.1:" + http + "\"")
                .replace("\":8554\"", "\"127.0.0.1:" + rtsp + "\"")
                .replace("\":8189\"", "\"127.0.0.1:" + media + "\"")
                // Nobody must be called outside of this host; MediaMTX tries again all the same.
                .replaceAll("(whep|rtsp)://[^/\"]+/", "$1://127.0.0.1:1/");
        Path written = Files.writeString(folder.resolve(file.name()), own);
        process = mediamtx.startPiped(folder, written.toString());
        log = process.inputReader(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it says that, before it ends. */
    boolean says(String words) throws IOException {
        if (said.stream().anyMatch(line -> line.contains(words))) {
            return true;
        }
        for (String line; said.size() < MOST_LINES && (line = log.readLine()) != null; ) {
            said.add(line);
            if (line.contains(words)) {
                return true;
            }
        }
        return false;
    }

    int http() {
        return http;
    }

    List<String> said() {
        return said;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        log.close();
    }
}
