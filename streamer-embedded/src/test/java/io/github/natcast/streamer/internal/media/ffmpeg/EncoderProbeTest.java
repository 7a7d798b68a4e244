package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EncoderProbeTest {
    private static Map<String, EncoderReport> reports = Map.of();

    @BeforeAll
    static void probe() throws Exception {
        reports = new FfmpegEncoders()
                .probe(VideoSettings.defaults().withSize(320, 240)).stream()
                        .collect(Collectors.toMap(EncoderProbeTest::key, report -> report));
    }

    /** Such as {@code libopenh264 main 0}. */
    private static String key(EncoderReport report) {
        String profile = report.h264Profile().map(own -> " " + own).orElse("");
        return report.encoder()
                + profile
                + (report.packetizationMode().isPresent()
                        ? " " + report.packetizationMode().getAsInt()
                        : "");
    }

    @ParameterizedTest
    @CsvSource({
        "libopenh264 constrained baseline 1, 42",
        "libopenh264 constrained baseline 0, 42",
        "libopenh264 main 1, 4d",
        "libopenh264 main 0, 4d"
    })
    void everyFormatOfAnEncoderIsProbed(String key, String profileIdc) {
        assertThat(reports.get(key)).satisfies(report -> {
            assertThat(report.outcome()).isEqualTo(Outcome.USABLE);
            assertThat(report.message()).startsWith("profile-level-id " + profileIdc);
        });
    }

    @Test
    void softwareEncodersAreUsableEverywhere() {
        assertThat(reports.get("libvpx"))
                .extracting(EncoderReport::outcome, EncoderReport::message)
                .containsExactly(Outcome.USABLE, "320x240");
        assertThat(reports.get("libsvtav1"))
                .extracting(EncoderReport::outcome, EncoderReport::message)
                .containsExactly(Outcome.USABLE, "profile 0");
    }

    @Test
    void everyEncoderIsReportedWithAReasonWhenItIsNotUsable() {
        assertThat(reports.values().stream().map(EncoderReport::encoder).distinct())
                .hasSameSizeAs(EncoderCatalogue.all());
        assertThat(reports.values()).allSatisfy(report -> {
            assertThat(report.message()).isNotBlank().doesNotContain("\n");
        });
    }

    @Test
    void anEncoderThatThisBuildLacksIsSaidToBeAbsent() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        assertThat(reports.get("h264_videotoolbox main 1")).satisfies(report -> {
            assertThat(report.codec()).isEqualTo(VideoCodec.H264);
            assertThat(report.message().contains("this build of FFmpeg does not have it"))
                    .isNotEqualTo(mac);
        });
    }
}
