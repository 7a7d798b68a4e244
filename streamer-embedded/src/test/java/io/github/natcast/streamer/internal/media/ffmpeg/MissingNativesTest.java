package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MissingNativesTest {

    /** Runs in a process of its own, without the jars that hold natives. */
    public static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            for (int attempt = 0; attempt < 2; attempt++) {
                try {
                    System.out.println("loaded " + new FfmpegEncoders().candidates(EncodingFormat.of(VideoCodec.H264)));
                } catch (FfmpegMissingException missing) {
                    System.out.println(missing.getMessage());
                }
            }
        }
    }

    @Test
    void theMessageNamesTheArtefactAndTheClassifierToAdd(@TempDir Path emptyCache) throws Exception {
        String platform = Loader.getPlatform();
        String withoutNatives = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(platform))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + emptyCache,
                        "-cp",
                        withoutNatives,
                        Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // newer JDKs warn of native access there
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(output.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("FFmpeg's natives for " + platform + " cannot be loaded")
                        .endsWith(
                                "add the Maven artefacts org.bytedeco:ffmpeg and org.bytedeco:javacpp with the classifier "
                                        + platform));
    }
}
