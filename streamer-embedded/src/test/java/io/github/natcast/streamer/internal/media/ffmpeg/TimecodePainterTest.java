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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimecodePainterTest {

    @ParameterizedTest
    @CsvSource({
        "0, A0000000",
        "1, A0000011",
        "0x123456, A1234567",
        "0xFFFFFF, AFFFFFF0",
        "0x1000000, A0000000",
        "0x19ABCDEF012, ADEF012F"
    })
    void theCodeIsMarkTimeAndCheck(String millis, String code) {
        assertThat(Integer.toHexString(TimecodePainter.code(Long.decode(millis))))
                .isEqualToIgnoringCase(code);
    }

    @ParameterizedTest
    @CsvSource({
        "1280, 720, libopenh264, H264",
        "640, 360, libopenh264, H264",
        "854, 480, libvpx, VP8",
        "512, 288, libopenh264, H264",
        "256, 144, libopenh264, H264"
    })
    void theTimeOfCaptureCanBeReadFromTheDecodedPicture(int width, int height, String name, VideoCodec codec)
            throws Exception {
        VideoSettings settings =
                VideoSettings.defaults().withSize(width, height).withTimecode(true);
        List<EncodedFrame> frames = new ArrayList<>();
        long captured = System.nanoTime() - 700_000_000L;
        long before = System.currentTimeMillis();
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, EncodingFormat.of(codec), settings)) {
            for (int number = 0; number < 5; number++) {
                VideoFrame picture = TestPictures.i420(width, height, number, 0);
                encoder.encode(picture, captured + number * 40_000_000L, number == 0, frames::add);
                picture.release();
            }
        }
        long after = System.currentTimeMillis();

        try (TestDecoder decoder = new TestDecoder(codec)) {
            for (int number = 0; number < 5; number++) {
                TestDecoder.Picture picture =
                        decoder.decode(frames.get(number).data()).orElseThrow();
                long read = read(picture);
                long expected = before - 700 + number * 40L;
                assertThat((read - expected) & 0xFFFFFF).isLessThanOrEqualTo(after - before + 2);
            }
        }
    }

    /** The smallest rendition of 640x360 at 1.35 Mbit/s, of a source that is noise, and its floor. */
    @ParameterizedTest
    @CsvSource({"libopenh264, H264, 243000", "libvpx, VP8, 243000", "libopenh264, H264, 150000", "libvpx, VP8, 150000"})
    void itSurvivesTheSmallestRenditionOfNoise(String name, VideoCodec codec, int bitrate) throws Exception {
        VideoSettings settings =
                VideoSettings.defaults().withSize(256, 144).withBitrate(bitrate).withTimecode(true);
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = new FfmpegEncoders().open(name, EncodingFormat.of(codec), settings)) {
            for (int number = 0; number < 75; number++) {
                VideoFrame picture = TestPictures.noise(640, 360, number);
                encoder.encode(picture, System.nanoTime() + number * 40_000_000L, number == 0, frames::add);
                picture.release();
            }
        }

        assertThat(frames).hasSizeGreaterThan(25);
        try (TestDecoder decoder = new TestDecoder(codec)) {
            for (EncodedFrame frame : frames) {
                TestDecoder.Picture picture = decoder.decode(frame.data()).orElseThrow();
                read(picture);
            }
        }
    }

    @Test
    void withoutTheSettingNothingIsPainted() throws Exception {
        VideoSettings settings = VideoSettings.defaults().withSize(640, 360);
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder =
                new FfmpegEncoders().open("libopenh264", EncodingFormat.of(VideoCodec.H264), settings)) {
            VideoFrame picture = TestPictures.i420(640, 360, 40, 0);
            encoder.encode(picture, System.nanoTime(), true, frames::add);
            picture.release();
        }
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            TestDecoder.Picture picture = decoder.decode(frames.get(0).data()).orElseThrow();
            assertThat(picture.lumaAt(4, 4)).isBetween(100, 140);
        }
    }

    /** Reads it as from a screen: the middle of each square, and the check. */
    private static long read(TestDecoder.Picture picture) {
        int code = 0;
        for (int bit = 0; bit < 32; bit++) {
            int x = (2 * bit + 1) * picture.width() / 160;
            code = code << 1 | (picture.lumaAt(x, picture.width() / 160) > 128 ? 1 : 0);
        }
        int time = code >>> 4 & 0xFFFFFF;
        assertThat(code).isEqualTo(TimecodePainter.code(time));
        return time;
    }
}
