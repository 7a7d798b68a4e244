package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each software encoder's stream, decoded by FFmpeg's own decoder. */
final class CodecRoundTripTest {
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(800_000);

    @ParameterizedTest
    @CsvSource({"H264, libopenh264", "VP8, libvpx", "AV1, libsvtav1", "AV1, libaom-av1"})
    void everyPictureComesOutAtOnceAndKeyFramesOnRequest(VideoCodec codec, String name) throws Exception {
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, EncodingFormat.of(codec), SMALL);
                TestDecoder decoder = new TestDecoder(codec)) {
            for (int number = 0; number < 30; number++) {
                boolean keyFrame = number == 0 || number == 13;
                List<EncodedFrame> out = new ArrayList<>();
                VideoFrame picture = TestPictures.i420(320, 180, number, 0);
                encoder.encode(picture, number * SMALL.frameIntervalNanos(), keyFrame, out::add);
                picture.release();

                assertThat(out).as("frames of picture %d", number).hasSize(1);
                EncodedFrame frame = out.get(0);
                assertThat(frame.keyFrame()).as("frame %d", number).isEqualTo(keyFrame);
                assertThat(frame.captureTimeNanos()).isEqualTo(number * SMALL.frameIntervalNanos());
                TestDecoder.Picture decoded = decoder.decode(frame.data()).orElseThrow();
                assertThat(decoded.width()).isEqualTo(320);
                assertThat(decoded.height()).isEqualTo(180);
                assertThat(decoded.lumaAt(number * 8 + 8, 90)).isBetween(185, 245);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"H264, libopenh264", "VP8, libvpx", "AV1, libsvtav1"})
    void aStreamCanBeJoinedAtAnyKeyFrame(VideoCodec codec, String name) throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, EncodingFormat.of(codec), SMALL)) {
            for (int number = 0; number < 12; number++) {
                VideoFrame picture = TestPictures.i420(320, 180, number, 0);
                encoder.encode(picture, number * SMALL.frameIntervalNanos(), number % 6 == 0, frames::add);
                picture.release();
            }
        }
        try (TestDecoder decoder = new TestDecoder(codec)) {
            for (int number = 6; number < 12; number++) {
                assertThat(decoder.decode(frames.get(number).data()))
                        .as("frame %d", number)
                        .isPresent();
            }
        }
    }
}
