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
        return run(WantedEncoding.ANY, reports);
    }

    private List<Result> run(WantedEncoding wanted, EncoderReport... reports) throws InterruptedException {
        return Trials.run(new EncodersCheck(wanted, () -> List.of(reports)), with.build(), Trials.SHORT);
    }

    @Test
    void aCodecOfTheFileThatNothingEncodesIsAFailureBesideOthersThatWork() throws InterruptedException {
        List<Result> results = run(
                new WantedEncoding(List.of(VideoCodec.H265, VideoCodec.VP8), Optional.empty()),
                report("hevc_nvenc", VideoCodec.H265, EncoderReport.Outcome.REFUSED),
                report("hevc_qsv", VideoCodec.H265, EncoderReport.Outcome.REFUSED),
                report("libvpx", VideoCodec.VP8, EncoderReport.Outcome.USABLE),
                report("libsvtav1", VideoCodec.AV1, EncoderReport.Outcome.USABLE));
        assertThat(Trials.lines(results)).containsExactly("fails encoders.codec H265", "holds encoders.usable VP8");
        assertThat(results.get(0).reason().arguments()).containsExactly("H265", "hevc_nvenc, hevc_qsv");
    }

    @Test
    void theEncoderOfTheFileIsTheOnlyOneThatCounts() throws InterruptedException {
        EncoderReport[] reports = {
            report("h264_nvenc", VideoCodec.H264, EncoderReport.Outcome.REFUSED),
            report("libopenh264", VideoCodec.H264, EncoderReport.Outcome.USABLE)
        };
        assertThat(Trials.lines(run(wanted("h264_nvenc"), reports)))
                .containsExactly("fails encoders.refused h264_nvenc");
        assertThat(Trials.lines(run(wanted("libopenh264"), reports))).containsExactly("holds encoders.usable H264");
        assertThat(Trials.lines(run(wanted("x264"), reports))).containsExactly("fails encoders.unknown x264");
    }

    private static WantedEncoding wanted(String encoder) {
        return new WantedEncoding(List.of(), Optional.of(encoder));
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
        EncodersCheck check = new EncodersCheck(WantedEncoding.ANY, () -> {
            throw new StreamerException("no libavcodec");
        });
        assertThat(Trials.lines(Trials.run(check, with.build(), Trials.SHORT)))
                .containsExactly("fails encoders.no-ffmpeg FFmpeg");
    }
}
