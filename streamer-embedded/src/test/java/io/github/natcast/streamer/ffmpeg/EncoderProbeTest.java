package io.github.natcast.streamer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EncoderProbeTest {
    private static Map<String, EncoderReport> reports = Map.of();

    @BeforeAll
    static void probe() throws Exception {
        reports = new FfmpegEncoders()
                .probe(VideoSettings.defaults().withSize(320, 240)).stream()
                        .collect(Collectors.toMap(EncoderReport::encoder, report -> report));
    }

    @Test
    void softwareEncodersAreUsableEverywhere() {
        assertThat(reports.get("libopenh264")).satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(Outcome.USABLE);
            assertThat(report.message()).startsWith("profile-level-id 42");
        });
        assertThat(reports.get("libvpx"))
                .extracting(EncoderReport::outcome, EncoderReport::message)
                .containsExactly(Outcome.USABLE, "320x240");
        assertThat(reports.get("libsvtav1"))
                .extracting(EncoderReport::outcome, EncoderReport::message)
                .containsExactly(Outcome.USABLE, "profile 0");
    }

    @Test
    void everyEncoderIsReportedWithAReasonWhenItIsNotUsable() {
        assertThat(reports).hasSameSizeAs(EncoderCatalogue.all());
        assertThat(reports.values()).allSatisfy(report -> {
            assertThat(report.message()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void anEncoderThatThisBuildLacksIsSaidToBeAbsent() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        assertThat(reports.get("h264_videotoolbox")).satisfies(report -> {
            assertThat(report.codec()).isEqualTo(VideoCodec.H264);
            assertThat(report.message().contains("this build of FFmpeg does not have it"))
                    .isNotEqualTo(mac);
        });
    }
}
