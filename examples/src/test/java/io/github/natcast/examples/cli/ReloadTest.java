package io.github.natcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A running server reads its file again when it is told to. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
final class ReloadTest {
    private static final String NETWORK = """
            [network]
            bind = "127.0.0.1"
            http-port = 0
            media-port = 0
            [video]
            size = "320x180"
            """;

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Path file;
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    @BeforeEach
    void writeTheFile() throws IOException {
        file = Files.writeString(folder.resolve("natcast.toml"), NETWORK + """
                [[channel]]
                name = "lobby"
                size = "160x90"
                """);
    }

    /** What runs on is told to whoever watches the log. */
    @FunctionalInterface
    private interface Steps {
        void with(Process process) throws Exception;
    }

    private void running(Steps steps) throws Exception {
        ProcessBuilder natcast = ChildJvm.natcast(entry -> true, List.of(), "serve", "--config=" + file, "--fps=10");
        if (ignoresHangUp()) {
            natcast.command().addAll(0, List.of("env", "--default-signal=HUP"));
        }
        Process process = natcast.start();
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        Thread reading = new Thread(() -> err.lines().forEach(log::add), "log");
        reading.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as("%s", log).startsWith("ready ");
            steps.with(process);
        } finally {
            process.toHandle().destroyForcibly(); // leaves the streams open
            reading.join();
        }
    }

    @Test
    void whatCanChangeChangesAndWhatCannotIsTold() throws Exception {
        running(process -> {
            hangUp(
                    process,
                    NETWORK + "bitrate = \"600k\"\n[limits]\nmax-viewers = 3\n[[channel]]\nname = \"hall\"\n"
                            + "publish = \"http://127.0.0.1:1/hall/whip\"\n[publish]\nurl = [\"http://127.0.0.1:2/live/whip\"]\n");
            assertThat(awaitLine("channel lobby is over")).isNotEmpty();
            assertThat(awaitLine("channel hall is open")).isNotEmpty();
            assertThat(awaitLine("was read again"))
                    .contains("video.bitrate")
                    .contains("limits.max-viewers")
                    .contains("publish.url")
                    .contains("channel");
            assertThat(awaitLine("http://127.0.0.1:1")).contains("hall");

            hangUp(process, NETWORK.replace("media-port = 0", "media-port = 1") + "fps = 20\nbitrate = \"fast\"\n");
            assertThat(awaitLine("stays as it was")).contains(file + ":8:1: video.bitrate: \"fast\" is not a bitrate");

            hangUp(process, NETWORK.replace("media-port = 0", "media-port = 1") + "fps = 20\n");
            assertThat(awaitLine("without a restart"))
                    .contains("network.media-port")
                    .doesNotContain("video.fps");
        });
    }

    @Test
    void aMistakeChangesNothing() throws Exception {
        Path token = folder.resolve("whip.token");
        String toml = NETWORK + "[limits]\nmax-viewers = 3\n[publish]\n"
                + "url = [\"http://127.0.0.1:2/live/whip\"]\ntoken-file = [\"whip.token\"]\n";
        running(process -> {
            hangUp(process, toml);
            assertThat(awaitLine("stays as it was")).contains("whip.token cannot be read: there is no such file");

            Files.writeString(token, "a-token\n");
            hangUp(process, toml);
            assertThat(awaitLine("was read again")).contains("limits.max-viewers, publish.url, publish.token-file");
        });
    }

    @Test
    void whatCouldNotChangeIsTriedAgain() throws Exception {
        String toml = NETWORK + "[limits]\nmax-viewers = 3\n[[channel]]\nname = \"hall\"\nsource = \"film.y4m\"\n";
        running(process -> {
            hangUp(process, toml);
            assertThat(awaitLine("channel hall cannot be opened")).isNotEmpty();
            assertThat(awaitLine("was read again"))
                    .contains("limits.max-viewers")
                    .doesNotContain("channel");
            assertThat(awaitLine("tried again")).contains("channel could not change as a whole");

            byte[] picture = new byte[64 * 64 * 3 / 2];
            Files.writeString(folder.resolve("film.y4m"), "YUV4MPEG2 W64 H64 F10:1 C420jpeg\nFRAME\n");
            Files.write(folder.resolve("film.y4m"), picture, StandardOpenOption.APPEND);
            hangUp(process, toml);
            assertThat(awaitLine("channel hall is open")).isNotEmpty();
            assertThat(awaitLine("was read again")).contains("channel changed");

            hangUp(process, toml);
            assertThat(awaitLine("was read again")).contains("nothing has changed");
        });
    }

    /** Whether this build, and with it each child, was started by nohup or the like. */
    private static boolean ignoresHangUp() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Integer.parseInt(line.substring(line.length() - 1), 16) & 1) != 0);
        }
    }

    private void hangUp(Process process, String toml) throws Exception {
        log.clear();
        Files.writeString(file, toml);
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
    }

    private String awaitLine(String part) throws InterruptedException {
        for (String line = ""; line != null; line = log.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            if (line.contains(part)) {
                return line;
            }
        }
        return "";
    }
}
