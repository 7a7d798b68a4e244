package io.github.natcast.streamer.internal.media.ffmpeg;

import static io.github.natcast.streamer.H264Profile.CONSTRAINED_BASELINE;
import static io.github.natcast.streamer.H264Profile.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_MAIN;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.H264Level;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import io.github.natcast.streamer.internal.rtp.PacketSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every software encoder of H.264, in each of its formats, makes what was requested and nothing else. */
final class H264ProfilesTest {
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(800_000);
    private static final int PICTURES = 30;
    private static final int KEY_FRAME_AT = 13;

    static Stream<Arguments> encodersAndFormats() throws Exception {
        FfmpegEncoders encoders = new FfmpegEncoders();
        return Arrays.stream(H264Profile.values())
                .map(EncodingFormat::h264)
                .flatMap(format -> Stream.of(format, format.withMaximumUnit(PacketSizes.MAXIMUM_PAYLOAD)))
                .flatMap(format -> encoders.candidates(format).stream()
                        .filter(name -> name.startsWith("lib"))
                        .map(name -> arguments(name, format)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("encodersAndFormats")
    void theStreamIsOfTheProfileThatWasAskedFor(String name, EncodingFormat format) throws Exception {
        H264Profile profile = format.h264Profile().orElseThrow();
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            for (EncodedFrame frame : encode(name, format)) {
                TestDecoder.Picture picture = decoder.decode(frame.data()).orElseThrow();
                assertThat(picture.profile())
                        .isEqualTo(profile == MAIN ? AV_PROFILE_H264_MAIN : AV_PROFILE_H264_CONSTRAINED_BASELINE);
                if (frame.keyFrame()) {
                    int profileLevel =
                            ParameterSets.h264ProfileLevel(frame.data()).orElseThrow();
                    assertThat(profileLevel >> 16).isEqualTo(profile == MAIN ? 77 : 66);
                    assertThat(profileLevel & 0xff)
                            .isLessThanOrEqualTo(H264Level.of(SMALL).levelIdc());
                    assertThat(new H264Stream(frame.data()).isCabac()).isEqualTo(profile == MAIN);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("encodersAndFormats")
    void keyFramesComeWhenAskedForOnlyAndThereAreNoBSlices(String name, EncodingFormat format) throws Exception {
        List<EncodedFrame> frames = encode(name, format);

        for (int number = 0; number < frames.size(); number++) {
            EncodedFrame frame = frames.get(number);
            H264Stream stream = new H264Stream(frame.data());
            boolean wanted = number == 0 || number == KEY_FRAME_AT;
            assertThat(frame.keyFrame()).as("frame %d", number).isEqualTo(wanted);
            assertThat(stream.types())
                    .as("frame %d", number)
                    .contains(wanted ? new Integer[] {7, 8, 5} : new Integer[] {1})
                    .doesNotContain(wanted ? 1 : 5);
            assertThat(stream.sliceTypes()).as("frame %d", number).isNotEmpty().containsOnly(wanted ? 2 : 0);
            assertThat(frame.captureTimeNanos()).isEqualTo(number * SMALL.frameIntervalNanos());
            format.maximumUnit()
                    .ifPresent(bytes -> assertThat(stream.longestUnit()).isLessThanOrEqualTo(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("encodersInBothProfiles")
    void aStreamOfAnotherProfileIsRefused(String name) throws Exception {
        EncoderDefinition lying = EncoderCatalogue.named(name)
                .orElseThrow()
                .withProfile(CONSTRAINED_BASELINE, Map.of("profile", "high"))
                .withProfile(MAIN, Map.of("profile", "high"));
        for (H264Profile profile : H264Profile.values()) {
            VideoFrame picture = TestPictures.i420(SMALL.width(), SMALL.height(), 0, 0);
            try (VideoEncoder encoder = new FfmpegEncoder(lying, EncodingFormat.h264(profile), SMALL)) {
                assertThatThrownBy(() -> encoder.encode(picture, 0, true, frame -> {}))
                        .isInstanceOf(EncoderException.class)
                        .hasMessageMatching(name + ": profile-level-id 64\\w{4} is not " + profile + " as asked for");
            }
            picture.release();
        }
    }

    @ParameterizedTest
    @MethodSource("encodersInBothProfiles")
    void mainTakesFewerBytes(String name) throws Exception {
        // Far above what the pictures need, so that the rate does not limit them.
        VideoSettings plenty = SMALL.withBitrate(20_000_000);
        long baseline = bytes(encode(name, EncodingFormat.h264(CONSTRAINED_BASELINE), plenty));
        long main = bytes(encode(name, EncodingFormat.h264(MAIN), plenty));

        assertThat(main).isLessThan(baseline);
    }

    static Stream<String> encodersInBothProfiles() throws Exception {
        return new FfmpegEncoders()
                .candidates(EncodingFormat.h264(MAIN)).stream().filter(name -> name.startsWith("lib"));
    }

    private static long bytes(List<EncodedFrame> frames) {
        return frames.stream().mapToLong(frame -> frame.data().length).sum();
    }

    private static List<EncodedFrame> encode(String name, EncodingFormat format) throws Exception {
        return encode(name, format, SMALL);
    }

    /** One frame of each picture, as soon as the encoder gets it. */
    private static List<EncodedFrame> encode(String name, EncodingFormat format, VideoSettings settings)
            throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, format, settings)) {
            for (int number = 0; number < PICTURES; number++) {
                VideoFrame picture = TestPictures.i420(settings.width(), settings.height(), number, 0);
                boolean keyFrame = number == 0 || number == KEY_FRAME_AT;
                encoder.encode(picture, number * settings.frameIntervalNanos(), keyFrame, frames::add);
                picture.release();
                assertThat(frames).hasSize(number + 1);
            }
        }
        return frames;
    }
}
