package io.github.natcast.streamer.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.EncodingStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GpuAdviceTest {
    private static final List<Path> NVIDIA = List.of(Path.of("/dev/nvidia0"));
    private static final EncodingStatus.Attempt REFUSED =
            new EncodingStatus.Attempt("h264_nvenc", false, "h264_nvenc: Cannot load libnvidia-encode.so.1", 3);

    private static EncodingStatus encoding(String encoder, EncodingStatus.Attempt... attempts) {
        return new EncodingStatus(
                EncodingFormat.of(VideoCodec.H264),
                Optional.of(encoder),
                Optional.empty(),
                List.of(attempts),
                1,
                0,
                false,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    private static Optional<String> advice(List<Path> devices, EncodingStatus... encodings) {
        return GpuAdvice.of(devices, List.of(encodings), name -> name.endsWith("_nvenc"));
    }

    @Test
    void hardwareThatEncodesNothingIsNamedWithTheReason() {
        assertThat(advice(NVIDIA, encoding("libopenh264", REFUSED), encoding("libvpx"))
                        .orElseThrow())
                .startsWith("there is graphics hardware (/dev/nvidia0), but the processor encodes, with libopenh264,"
                        + " libvpx: h264_nvenc: Cannot load libnvidia-encode.so.1. Is the driver there");
        assertThat(advice(NVIDIA, encoding("libvpx")).orElseThrow()).contains("has no encoder for it");
    }

    @Test
    void thereIsNothingToSayWhereItEncodesOrIsNotThere() {
        assertThat(advice(NVIDIA, encoding("h264_nvenc"), encoding("libvpx"))).isEmpty();
        assertThat(advice(List.of(), encoding("libopenh264", REFUSED))).isEmpty();
        assertThat(advice(NVIDIA)).isEmpty();
    }

    @Test
    void devicesAreFoundByTheirNames(@TempDir Path dev) throws Exception {
        assertThat(GpuAdvice.devices(dev.resolve("nothing"))).isEmpty();
        Files.createDirectories(dev.resolve("dri"));
        for (String name : List.of("nvidiactl", "nvidia-uvm", "nvidia1", "dri/card0", "dri/renderD128", "null")) {
            Files.createFile(dev.resolve(name));
        }
        assertThat(GpuAdvice.devices(dev)).containsExactly(dev.resolve("dri/renderD128"), dev.resolve("nvidia1"));
    }
}
