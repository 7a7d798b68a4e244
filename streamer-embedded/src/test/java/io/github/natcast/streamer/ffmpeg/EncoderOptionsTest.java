package io.github.natcast.streamer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_find;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.encode.EncodingFormat;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FFmpeg itself judges the options of every encoder, also of those whose hardware is not here. */
final class EncoderOptionsTest {

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    /** Each encoder's name with each format that it is set up for. */
    static Stream<Arguments> inThisBuild() throws Exception {
        Ffmpeg.load();
        return EncoderCatalogue.all().stream()
                .filter(definition -> isBuiltIn(definition.name()))
                .flatMap(definition -> formats(definition).map(format -> arguments(definition.name(), format)));
    }

    private static Stream<EncodingFormat> formats(EncoderDefinition definition) {
        Stream<EncodingFormat> plain = definition.codec() == VideoCodec.H264
                ? Arrays.stream(H264Profile.values()).map(EncodingFormat::h264)
                : Stream.of(EncodingFormat.of(definition.codec()));
        return plain.flatMap(format -> Stream.of(format, format.withMaximumUnit(1148)))
                .filter(definition::makes);
    }

    private static boolean isBuiltIn(String name) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        return codec != null && !codec.isNull();
    }

    @ParameterizedTest
    @MethodSource("inThisBuild")
    void everyOptionAndValueIsKnown(String name, EncodingFormat format) throws Exception {
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

    @Test
    void theHardwareEncodersOfLinuxAreAmongThoseThatAreChecked() throws Exception {
        Set<Object> checked = inThisBuild().map(of -> of.get()[0]).collect(Collectors.toSet());

        assertThat(checked)
                .contains("h264_nvenc", "h264_qsv", "h264_vaapi", "h264_vulkan", "h264_v4l2m2m", "hevc_nvenc")
                .contains("hevc_qsv", "hevc_vaapi", "hevc_vulkan", "av1_nvenc", "av1_vaapi", "vp8_vaapi");
    }
}
