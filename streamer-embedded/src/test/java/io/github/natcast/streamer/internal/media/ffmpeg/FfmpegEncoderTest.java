package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.internal.media.codec.EncodedFrame;
import io.github.natcast.streamer.internal.media.codec.EncoderException;
import io.github.natcast.streamer.internal.media.codec.EncodingFormat;
import io.github.natcast.streamer.internal.media.codec.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FfmpegEncoderTest {
    private static final VideoSettings SMALL =
            VideoSettings.defaults().withSize(320, 180).withBitrate(500_000);
    private static final long FRAME = SMALL.frameIntervalNanos();

    private static FfmpegEncoders encoders;

    @BeforeAll
    static void load() throws Exception {
        encoders = new FfmpegEncoders();
    }

    @Test
    void decodesToThePicturesThatWereGiven() throws Exception {
        List<EncodedFrame> frames = encode(SMALL, 30, List.of(0));

        assertThat(frames).hasSize(30);
        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            for (int number = 0; number < frames.size(); number++) {
                TestDecoder.Picture picture =
                        decoder.decode(frames.get(number).data()).orElseThrow();
                assertThat(picture.width()).isEqualTo(320);
                assertThat(picture.height()).isEqualTo(180);
                assertThat(picture.profile()).isEqualTo(AV_PROFILE_H264_CONSTRAINED_BASELINE);
                assertThat(picture.lumaAt(number * 8 + 8, 90)).isBetween(190, 240);
                assertThat(picture.lumaAt(310, 90)).isBetween(40 + number * 2 - 12, 40 + number * 2 + 12);
            }
        }
    }

    @Test
    void keyFramesComeOnRequestOnlyAndCarryTheirParameterSets() throws Exception {
        List<EncodedFrame> frames = encode(SMALL, 40, List.of(0, 17, 31));

        for (int number = 0; number < frames.size(); number++) {
            EncodedFrame frame = frames.get(number);
            boolean requested = number == 0 || number == 17 || number == 31;
            assertThat(frame.keyFrame()).as("frame %d", number).isEqualTo(requested);
            assertThat(unitTypes(frame.data()))
                    .as("frame %d", number)
                    .startsWith(requested ? new Integer[] {7, 8, 5} : new Integer[] {1});
        }
        try (TestDecoder joiningLate = new TestDecoder(VideoCodec.H264)) {
            Optional<TestDecoder.Picture> first =
                    joiningLate.decode(frames.get(17).data());
            assertThat(first).isPresent();
        }
    }

    @Test
    void captureTimesComeOutAsTheyWentIn() throws Exception {
        List<EncodedFrame> frames = encode(SMALL, 10, List.of(0));

        for (int number = 0; number < frames.size(); number++) {
            assertThat(frames.get(number).captureTimeNanos()).isCloseTo(start() + number * FRAME, within(1000));
        }
    }

    @Test
    void aPictureOfAnotherShapeIsLetterboxed() throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = encoders.open("libopenh264", EncodingFormat.of(VideoCodec.H264), SMALL)) {
            VideoFrame square = TestPictures.i420(200, 200, 49, start());
            encoder.encode(square, start(), true, frames::add);
            square.release();
        }

        try (TestDecoder decoder = new TestDecoder(VideoCodec.H264)) {
            TestDecoder.Picture picture = decoder.decode(frames.get(0).data()).orElseThrow();
            assertThat(picture.width()).isEqualTo(320);
            assertThat(picture.lumaAt(30, 90)).isLessThan(26);
            assertThat(picture.lumaAt(290, 90)).isLessThan(26);
            assertThat(picture.lumaAt(160, 90)).isBetween(125, 150);
        }
    }

    @Test
    void anUnknownEncoderIsRefusedByName() {
        assertThatThrownBy(() -> encoders.open("h264_magic", EncodingFormat.of(VideoCodec.H264), SMALL))
                .isInstanceOf(EncoderException.class)
                .hasMessageContaining("h264_magic")
                .hasMessageContaining("libopenh264");
    }

    private static List<EncodedFrame> encode(VideoSettings settings, int count, List<Integer> keyFrames)
            throws Exception {
        List<EncodedFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = encoders.open("libopenh264", EncodingFormat.of(VideoCodec.H264), settings)) {
            for (int number = 0; number < count; number++) {
                VideoFrame picture = TestPictures.i420(settings.width(), settings.height(), number, 0);
                encoder.encode(picture, start() + number * FRAME, keyFrames.contains(number), frames::add);
                picture.release();
            }
        }
        return frames;
    }

    private static long start() {
        return 5_000_000_000L;
    }

    private static org.assertj.core.data.Offset<Long> within(long nanos) {
        return org.assertj.core.data.Offset.offset(nanos);
    }

    private static List<Integer> unitTypes(byte[] annexB) {
        List<Integer> types = new ArrayList<>();
        for (int i = 0; i + 3 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                types.add(annexB[i + 3] & 0x1f);
            }
        }
        return types;
    }
}
