package io.github.natcast.streamer.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JavaCPP refuses memory when the whole process is large: not here. */
@Timeout(120)
final class BigProcessTest {

    @Test
    void noSourceIsLostInAProcessFiveTimesAsLargeAsItsHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:MaxDirectMemorySize=600m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BigProcess.class.getName(),
                        "50")
                .redirectError(ProcessBuilder.Redirect.DISCARD) // the log, and newer JDKs' warnings
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output).startsWith("50 of 50 shown");
    }
}
