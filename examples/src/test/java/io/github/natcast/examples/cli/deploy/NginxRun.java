package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An nginx that has one written server, on a port of loopback. */
final class NginxRun implements AutoCloseable {
    private final Tool nginx = Tool.named("nginx");
    private final Path folder;
    private final Path main;
    private final int port = freePort();
    private boolean started;

    /** @param text what was written; its ports are replaced by a free one, since others may be in use */
    NginxRun(Path folder, String text) throws IOException {
        this.folder = folder;
        String own = text.replaceAll("(?m)^ *listen \\[::].*\n", "")
                .replaceAll("listen 80;\n(?s:(.*ssl))", "listen 127.0.0.1:" + freePort() + ";\n$1")
                .replaceAll("listen (443|80)([ ;])", "listen 127.0.0.1:" + port + "$2");
        Path server = Files.writeString(folder.resolve("natcast.nginx.conf"), own);
        StringBuilder paths = new StringBuilder();
        for (String each : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            paths.append("    ")
                    .append(each)
                    .append("_temp_path ")
                    .append(folder.resolve(each))
                    .append(";\n");
        }
        main = Files.writeString(
                folder.resolve("nginx.conf"),
                "pid " + folder.resolve("nginx.pid") + ";\nerror_log " + folder.resolve("error.log")
                        + ";\nevents {}\nhttp {\n    access_log off;\n" + paths + "    include " + server + ";\n}\n");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** As an operator checks it. */
    Tool.Result check() throws IOException, InterruptedException {
        return nginx.run(folder, "-t", "-q", "-p", folder.toString(), "-c", main.toString());
    }

    /** Returns when it listens: it becomes a daemon then. */
    void start() throws IOException, InterruptedException {
        Tool.Result result = nginx.run(folder, "-p", folder.toString(), "-c", main.toString());
        assertThat(result.status()).as(result.output()).isZero();
        started = true;
    }

    @Override
    public void close() throws IOException {
        if (started) {
            long pid =
                    Long.parseLong(Files.readString(folder.resolve("nginx.pid")).strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }
}
