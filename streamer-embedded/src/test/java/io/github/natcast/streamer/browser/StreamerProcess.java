package io.github.natcast.streamer.browser;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A streamer in a process of its own, which can be killed. Confined to the test's thread. */
final class StreamerProcess implements AutoCloseable {
    private static final String READY = "ready ";

    private final Process process;
    private final URI address;

    private StreamerProcess(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The process: its arguments are the ports for HTTP and media. */
    public static void main(String[] arguments) throws Exception {
        Streamer streamer = Streamer.builder()
                .video(VideoSettings.defaults().withSize(640, 360))
                .bindAddress("127.0.0.1")
                .httpPort(Integer.parseInt(arguments[0]))
                .mediaPort(Integer.parseInt(arguments[1]))
                .build();
        streamer.start();
        System.out.println(READY + streamer.address());
        while (true) {
            LockSupport.park(); // until it is killed
        }
    }

    /** Returns once it is ready; port 0 takes any free port. */
    static StreamerProcess start(int httpPort) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        StreamerProcess.class.getName(),
                        Integer.toString(httpPort),
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader();
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new StreamerProcess(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException(
                "the streamer ended with " + process.onExit().join().exitValue());
    }

    URI address() {
        return address;
    }

    /** Ends it at once: no goodbye, no closing frame. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
