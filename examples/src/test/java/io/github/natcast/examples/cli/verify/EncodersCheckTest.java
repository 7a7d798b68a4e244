package io.github.natcast.examples.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EncodersCheckTest {
    private final LoopbackDeployment with = new LoopbackDeployment();

    private static EncoderReport report(String encoder, VideoCodec codec, EncoderReport.Outcome outcome) {
        return new EncoderReport(encoder, codec, Optional.empty(), OptionalInt.empty(), outcome, "said so", 1);
    }

    private List<Result> run(EncoderReport... reports) throws InterruptedException {
        return Trials.run(new EncodersCheck(() -> List.of(reports)), with.build(), Trials.SHORT);
    }

    @Test
    void theFirstUsableEncoderOfEachCodecIsNamed() throws InterruptedException {
        List<Result> results = run(
                report("vp8_vaapi", VideoCodec.VP8, EncoderReport.Outcome.REFUSED),
                report("libvpx", VideoCodec.VP8, EncoderReport.Outcome.USABLE),
                report("libsvtav1", VideoCodec.AV1, EncoderReport.Outcome.USABLE),
                report("libaom-av1", VideoCodec.AV1, EncoderReport.Outcome.USABLE));
        assertThat(Trials.lines(results)).containsExactly("holds encoders.usable VP8", "holds encoders.usable AV1");
        assertThat(results)
                .extracting(result -> result.reason().arguments())
                .containsExactly(List.of("libvpx"), List.of("libsvtav1"));
    }

    @Test
    void noneIsAFailure() throws InterruptedException {
        List<Result> results = run(
                report("vp8_vaapi", VideoCodec.VP8, EncoderReport.Outcome.REFUSED),
                report("libvpx", VideoCodec.VP8, EncoderReport.Outcome.UNFIT));
        assertThat(Trials.lines(results)).containsExactly("fails encoders.none FFmpeg");
        assertThat(results.get(0).reason().arguments()).containsExactly("vp8_vaapi, libvpx");
    }

    @Test
    void withoutFfmpegThereIsNone() throws InterruptedException {
        EncodersCheck check = new EncodersCheck(() -> {
            throw new StreamerException("no libavcodec");
        });
        assertThat(Trials.lines(Trials.run(check, with.build(), Trials.SHORT)))
                .containsExactly("fails encoders.no-ffmpeg FFmpeg");
    }
}
