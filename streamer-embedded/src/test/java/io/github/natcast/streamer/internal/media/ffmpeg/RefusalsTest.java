package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is refused is tried again for as long as the program runs. Counted in a process whose heap takes no more memory
 * than at its start, so that what grows is native.
 */
@Timeout(120)
final class RefusalsTest {
    /** A compiler and class loaders are at work, too. */
    private static final int MOST_BYTES_EACH = 60;

    @Test
    void refusedEncodersAndDevicesLeaveNothing() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(output.lines().filter(line -> line.startsWith("bytes each")))
                    .as(output)
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                            .isLessThan(MOST_BYTES_EACH));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Opens what is refused, and tells how much of that stays. */
    static final class Program {
        private static final VideoSettings SETTINGS = VideoSettings.defaults();
        private static final EncoderDefinition MISSING = new EncoderDefinition(
                "missing",
                VideoCodec.VP8,
                EncoderDefinition.Input.YUV420P,
                Map.of(),
                Map.of(),
                Optional.empty(),
                false);

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            Ffmpeg.load();
            tell("devices", 20_000, Program::openDevice);
            tell("encoders", 100_000, Program::openEncoder);
        }

        private static void tell(String what, int times, Runnable attempt) {
            repeat(times / 4, attempt);
            long before = Pointer.physicalBytes();
            repeat(times, attempt);
            System.out.println("bytes each of refused " + what + ": " + (Pointer.physicalBytes() - before) / times);
        }

        private static void repeat(int times, Runnable attempt) {
            for (int i = 0; i < times; i++) {
                attempt.run();
            }
            System.gc();
        }

        private static void openDevice() {
            boolean mac = System.getProperty("os.name", "").startsWith("Mac");
            try {
                MediaReader.open(mac ? "dshow:video=x" : "avfoundation:0", SETTINGS, Duration.ofSeconds(10))
                        .close();
                throw new AssertionError("there is a device of another system");
            } catch (MediaSourceException refused) {
                // As it should be.
            }
        }

        private static void openEncoder() {
            try {
                new FfmpegEncoder(MISSING, EncodingFormat.of(VideoCodec.VP8), SETTINGS).close();
                throw new AssertionError("there is an encoder of no name");
            } catch (EncoderException refused) {
                // As it should be.
            }
        }
    }
}
