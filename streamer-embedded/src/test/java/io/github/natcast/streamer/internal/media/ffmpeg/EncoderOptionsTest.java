package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_find;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** FFmpeg itself checks the options of every encoder, even of those whose hardware is missing here. */
final class EncoderOptionsTest {

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    /** Each encoder's name with each format that it is set up for. */
    static Stream<Arguments> encodersAndFormats() {
        return EncoderCatalogue.all().stream()
                .flatMap(definition ->
                        definition.formats(1148).stream().map(format -> arguments(definition.name(), format)));
    }

    private static boolean isBuiltIn(String name) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        return codec != null && !codec.isNull();
    }

    @ParameterizedTest
    @MethodSource("encodersAndFormats")
    void everyOptionAndValueIsKnown(String name, EncodingFormat format) throws Exception {
        assumeTrue(isBuiltIn(name), name + " is not in this build of FFmpeg: its options are not checked");
        EncoderDefinition definition =
                EncoderCatalogue.named(name).orElseThrow().setUpFor(format);
        AVCodecContext context =
                EncoderContext.allocate(avcodec_find_encoder_by_name(name), definition, VideoSettings.defaults());
        try {
            assertThat(definition.options()).isNotEmpty();
            definition.options().forEach((option, value) -> {
                assertThat(av_opt_find(context, option, null, 0, AV_OPT_SEARCH_CHILDREN))
                        .as("%s of %s", option, name)
                        .isNotNull();
                assertThat(av_opt_set(context, option, value, AV_OPT_SEARCH_CHILDREN))
                        .as("%s=%s of %s", option, value, name)
                        .isGreaterThanOrEqualTo(0);
            });
            // The question must be one that can be answered with no.
            assertThat(av_opt_set(context, "no-such-option", "1", AV_OPT_SEARCH_CHILDREN))
                    .isNegative();
        } finally {
            avcodec_free_context(context);
        }
    }

    /** Encoders that cannot be checked here are listed by name, so that none goes missing unnoticed. */
    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void onlyTheseEncodersCannotBeCheckedHere() {
        assertThat(EncoderCatalogue.all().stream().map(EncoderDefinition::name).filter(name -> !isBuiltIn(name)))
                .containsOnlyOnceElementsOf(List.of("h264_videotoolbox", "hevc_videotoolbox", "av1_qsv"))
                .isSubsetOf("h264_videotoolbox", "hevc_videotoolbox", "av1_qsv", "libx264");
    }

    /** Read back from the context, so that FFmpeg's defaults are checked, too. */
    @ParameterizedTest(name = "{0} {1}={2}")
    @CsvSource({
        "h264_nvenc,  rc-lookahead, 0",
        "h264_nvenc,  zerolatency, true",
        "h264_nvenc,  delay, 0",
        "h264_nvenc,  forced-idr, true",
        "h264_nvenc,  rc, 2",
        "h264_nvenc,  tune, 3",
        "h264_nvenc,  intra-refresh, false",
        "h264_nvenc,  single-slice-intra-refresh, false",
        "h264_nvenc,  cbr_padding, false",
        "hevc_nvenc,  rc-lookahead, 0",
        "hevc_nvenc,  zerolatency, true",
        "hevc_nvenc,  delay, 0",
        "hevc_nvenc,  forced-idr, true",
        "hevc_nvenc,  rc, 2",
        "av1_nvenc,   rc-lookahead, 0",
        "av1_nvenc,   zerolatency, true",
        "av1_nvenc,   delay, 0",
        "av1_nvenc,   forced-idr, true",
        "av1_nvenc,   rc, 2",
        "h264_qsv,    async_depth, 1",
        "h264_qsv,    forced_idr, true",
        "h264_qsv,    idr_interval, 0",
        "h264_qsv,    look_ahead, false",
        "hevc_qsv,    async_depth, 1",
        "hevc_qsv,    forced_idr, true",
        "h264_vaapi,  async_depth, 1",
        "h264_vaapi,  idr_interval, 0",
        "h264_vaapi,  rc_mode, 2",
        "hevc_vaapi,  async_depth, 1",
        "hevc_vaapi,  idr_interval, 0",
        "hevc_vaapi,  rc_mode, 2",
        "vp8_vaapi,   async_depth, 1",
        "vp8_vaapi,   rc_mode, 2",
        "av1_vaapi,   async_depth, 1",
        "av1_vaapi,   rc_mode, 2",
        "h264_vulkan, async_depth, 1",
        "h264_vulkan, idr_interval, 0",
        "h264_vulkan, rc_mode, 2",
        "hevc_vulkan, async_depth, 1",
        "hevc_vulkan, idr_interval, 0",
        "hevc_vulkan, rc_mode, 2",
    })
    void hardwareIsSetUpForLowDelay(String name, String option, String value) throws Exception {
        assumeTrue(isBuiltIn(name), name + " is not in this build of FFmpeg: its options are not checked");
        EncoderDefinition known = EncoderCatalogue.named(name).orElseThrow();
        assertThat(read(known.setUpFor(known.formats(1148).get(0)), option)).isEqualTo(value);
    }

    /** No B-frames, a constant rate over three frames' room, and key frames on request: the same for every encoder. */
    @ParameterizedTest
    @MethodSource("encodersAndFormats")
    void nothingThatAnEncoderIsSetToPutsOffWhatAllShare(String name, EncodingFormat format) throws Exception {
        assumeTrue(isBuiltIn(name), name + " is not in this build of FFmpeg: its options are not checked");
        EncoderDefinition definition =
                EncoderCatalogue.named(name).orElseThrow().setUpFor(format);

        assertThat(read(definition, "bf")).isEqualTo("0");
        assertThat(read(definition, "b")).isEqualTo("2000000");
        assertThat(read(definition, "maxrate")).isEqualTo("2000000");
        assertThat(read(definition, "bufsize")).isEqualTo("240000");
        assertThat(read(definition, "g")).isEqualTo("15000");
        // No global header: parameter sets come in band.
        assertThat(Long.decode(read(definition, "flags")) & (AV_CODEC_FLAG_LOW_DELAY | AV_CODEC_FLAG_GLOBAL_HEADER))
                .isEqualTo(AV_CODEC_FLAG_LOW_DELAY);
    }

    private static String read(EncoderDefinition definition, String option) throws Exception {
        AVCodecContext context = EncoderContext.allocate(
                avcodec_find_encoder_by_name(definition.name()), definition, VideoSettings.defaults());
        PointerPointer<BytePointer> found = new PointerPointer<>(1);
        try (BytePointer name = new BytePointer(option)) {
            assertThat(av_opt_get(context, name, AV_OPT_SEARCH_CHILDREN, found)).isNotNegative();
            BytePointer text = found.get(BytePointer.class, 0);
            String value = text.getString();
            av_free(text);
            return value;
        } finally {
            found.close();
            avcodec_free_context(context);
        }
    }
}
