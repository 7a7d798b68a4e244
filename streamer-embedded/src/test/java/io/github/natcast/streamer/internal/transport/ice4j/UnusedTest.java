package io.github.natcast.streamer.internal.transport.ice4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.VideoSource;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program that publishes nothing pays nothing for it. */
@Timeout(180)
final class UnusedTest {

    /** Starts, warms up, and ends. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            try (Streamer streamer = Streamer.builder()
                    .httpPort(0)
                    .mediaPort(0)
                    .source(VideoSource.testPattern())
                    .build()) {
                streamer.start();
                System.out.println("started");
            }
        }
    }

    @Test
    void startingLoadsNeitherIce4jNorTheHttpClient() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .replace("\n", File.pathSeparator),
                        Program.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output.lines()).contains("started").anyMatch(line -> line.contains("io.github.natcast.streamer"));
        assertThat(output.lines()
                        .filter(line -> line.contains(" org.ice4j.")
                                || line.contains("transport.ice4j.Ice4j")
                                || line.contains("net.http.HttpClientImpl ")))
                .isEmpty();
    }
}
