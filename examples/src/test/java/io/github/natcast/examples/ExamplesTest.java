package io.github.natcast.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class ExamplesTest {

    @Test
    void whatJava2DDrawsIsShown() throws Exception {
        try (ExampleRun run = new ExampleRun(EmbedWithJava2D::main, "0", "0")) {
            assertThat(run.awaitHealth("\"source\":\"drawing\"")).contains("\"source\":\"drawing\"");
            run.end();
        }
    }

    @Test
    void aTypedSourceReplacesTheStandbyAndOneThatIsMissingReplacesNothing(@TempDir Path folder) throws Exception {
        Path clip = Files.write(folder.resolve("clip.y4m"), y4m(64, 64, 50));
        try (ExampleRun run = new ExampleRun(StandbyThenLive::main, clip.toString(), "0", "0")) {
            assertThat(run.awaitHealth("clip.y4m is shown")).contains("clip.y4m is shown");

            Path live = Files.write(folder.resolve("live.y4m"), y4m(64, 64, 50));
            run.type(live.toString());
            assertThat(run.awaitHealth("live.y4m is shown")).contains("live.y4m is shown");

            run.type(folder.resolve("missing.y4m").toString());
            assertThat(run.awaitHealth("missing.y4m cannot be opened"))
                    .contains("\"source\":\"" + live + "\"")
                    .contains("\"status\":\"ok\"");

            run.type("");
            run.end();
        }
    }

    /** Uncompressed 4:2:0, as its text header says. */
    private static byte[] y4m(int width, int height, int frames) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(
                ("YUV4MPEG2 W" + width + " H" + height + " F25:1 Ip C420jpeg\n").getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < frames; frame++) {
            file.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(new byte[width * height * 3 / 2]);
        }
        return file.toByteArray();
    }
}
