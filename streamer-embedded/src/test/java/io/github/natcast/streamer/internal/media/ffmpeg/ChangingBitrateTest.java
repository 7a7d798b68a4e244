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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each software encoder's target moves in mid-stream: its rate follows, and the stream goes on. */
final class ChangingBitrateTest {
    private static final int PICTURES = 50;
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(800_000);

    @ParameterizedTest
    @CsvSource({"H264, libopenh264", "VP8, libvpx", "AV1, libsvtav1", "AV1, libaom-av1"})
    void theRateFollowsFromAKeyFrameOn(VideoCodec codec, String name) throws Exception {
        List<EncodedFrame> frames = encode(codec, name);

        EncodedFrame change = frames.stream()
                .filter(frame -> frame.captureTimeNanos() == PICTURES * SMALL.frameIntervalNanos())
                .findFirst()
                .orElseThrow();
        assertThat(change.keyFrame()).isTrue();
    }

    @Test
    @Tag("gpl")
    void libx264FollowsWithoutAKeyFrame() throws Exception {
        assertThat(encode(VideoCodec.H264, "libx264"))
                .filteredOn(EncodedFrame::keyFrame)
                .hasSize(1);
    }

    private static List<EncodedFrame> encode(VideoCodec codec, String name) throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, EncodingFormat.of(codec), SMALL);
                TestDecoder decoder = new TestDecoder(codec)) {
            for (int number = 0; number < 2 * PICTURES; number++) {
                if (number == PICTURES) {
                    encoder.bitrate(200_000);
                }
                VideoFrame picture = TestPictures.grain(320, 180, number);
                encoder.encode(picture, number * SMALL.frameIntervalNanos(), number == 0, frames::add);
                picture.release();
            }
            for (EncodedFrame frame : frames) {
                assertThat(decoder.decode(frame.data())).isPresent();
            }
        }
        long middle = PICTURES * SMALL.frameIntervalNanos();
        long before = bytes(frames, 0, middle);
        long after = bytes(frames, middle, Long.MAX_VALUE);
        assertThat(before).isGreaterThan(100_000);
        assertThat(after).isLessThan(before * 45 / 100);
        assertThat(frames).extracting(EncodedFrame::captureTimeNanos).isSorted();
        return frames;
    }

    private static long bytes(List<EncodedFrame> frames, long from, long to) {
        return frames.stream()
                .filter(frame -> frame.captureTimeNanos() >= from && frame.captureTimeNanos() < to)
                .mapToLong(frame -> frame.data().length)
                .sum();
    }
}
