package io.github.natcast.streamer.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program's own dependencies choose the Netty: Spring Boot 3 has 4.1, Spring Boot 4 has 4.2. */
@Timeout(180)
final class NettyVersionsTest {
    private static final Path OLDER = Path.of("target", "netty-4.1");
    private static final List<String> CLASS_PATH =
            Arrays.asList(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator));

    @BeforeAll
    static void theOlderJarsAreThere() {
        assumeThat(OLDER).as("Maven copies Netty 4.1 there").isDirectory();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true"})
    void viewersOfTheOlderOneGetMediaByUdpAndTcp(boolean segmentation, boolean tls) throws Exception {
        List<String> classPath = without(CLASS_PATH, "netty-");
        classPath.addAll(older());

        assertThat(run(classPath, segmentation, tls))
                .startsWith("netty 4.1.")
                .contains("100 packets by UDP, 100 by TCP, WebSocket says ice_servers");
    }

    /** As where one library asks for a newer transport than another. */
    @Test
    void whereVersionsAreMixedTheMessageNamesThem() throws Exception {
        List<String> mixed = without(CLASS_PATH, "netty-common-");
        mixed.addAll(older().stream()
                .filter(entry -> entry.contains("netty-common-"))
                .toList());

        assertThat(run(mixed, true, false))
                .contains("refused: Netty", "netty-common 4.1.", "netty-codec-http 4.2.", "io.netty:netty-bom");
    }

    private static List<String> older() throws IOException {
        try (Stream<Path> jars = Files.list(OLDER)) {
            return jars.map(Path::toString).toList();
        }
    }

    private static List<String> without(List<String> classPath, String prefix) {
        return classPath.stream()
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(prefix))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String run(List<String> classPath, boolean segmentation, boolean tls) throws Exception {
        Path log = Files.createTempFile("netty", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        NettyProgram.class.getName(),
                        Boolean.toString(segmentation),
                        Boolean.toString(tls))
                .redirectError(log.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status).as("%s%s", output, Files.readString(log)).isZero();
        Files.delete(log);
        return output;
    }
}
