package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.EncoderReport.Outcome;
import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.video.VideoEncodings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * libx264's place among the encoders. Its stream is tested with those of the other software encoders, in
 * {@link H264ProfilesTest} and {@link LimitedUnitsTest}.
 */
@Tag("gpl")
final class X264Test {

    @ParameterizedTest
    @EnumSource
    void standsAboveOpenH264AndBelowTheHardware(H264Profile profile) throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();
        EncodingFormat format = EncodingFormat.h264(profile);

        assertThat(encoders.candidates(format)).endsWith("h264_v4l2m2m", "libx264", "libopenh264");
        assertThat(encoders.candidates(format.withMaximumUnit(1148))).endsWith("libx264", "libopenh264");
    }

    /** With a graphics card, the encoder is the card's; stepping down is tested in {@code media.video}. */
    @ParameterizedTest
    @EnumSource
    void isTheOneThatIsUsedWhereThereIsNoHardware(H264Profile profile) throws Exception {
        VideoSettings settings = VideoSettings.defaults().withSize(320, 180);
        try (VideoEncodings encodings =
                new VideoEncodings(settings, new FfmpegEncoders(), System::nanoTime, () -> {}, event -> {})) {
            assertThat(encodings.of(EncodingFormat.h264(profile)).warmUp()).isNotEqualTo("libopenh264");
        }
    }

    @Test
    void theProbeFindsItUsable() throws Exception {
        List<EncoderReport> reports = new FfmpegEncoders().probe(VideoSettings.defaults());

        assertThat(reports)
                .filteredOn(report -> report.encoder().equals("libx264"))
                .isNotEmpty()
                .allSatisfy(report -> {
                    assertThat(report.codec()).isEqualTo(VideoCodec.H264);
                    assertThat(report.outcome()).as(report.message()).isEqualTo(Outcome.USABLE);
                });
    }
}
