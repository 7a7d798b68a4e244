package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.ffmpeg.AvPicture;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decoded frame states about itself, and what the encoder gets: upright, limited-range BT.709. */
final class PictureMetadataTest {
    /** Pure red, as BT.601 and BT.709 have it in limited and in full range. */
    private static final int[] RED_601 = {81, 90, 240};

    private static final int[] RED_601_FULL = {76, 85, 255};
    private static final int[] RED_709 = {63, 102, 240};
    private static final int[] RED_709_FULL = {54, 99, 255};

    private static final int FLAG_INTERLACED = 1 << 3;

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @Test
    void everyMatrixAndRangeBecomesLimitedBt709() throws Exception {
        assertBecomesRed709(frame(1280, 720, RED_709, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG));
        assertBecomesRed709(frame(1280, 720, RED_709_FULL, AVCOL_SPC_BT709, AVCOL_RANGE_JPEG));
        assertBecomesRed709(frame(1280, 720, RED_601, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG));
        assertBecomesRed709(frame(1280, 720, RED_601_FULL, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_JPEG));
        // Of the encoder's own size, and of another one.
        assertBecomesRed709(frame(320, 180, RED_601, AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG));
    }

    @Test
    void whereNothingIsSaidTheSizeDecides() throws Exception {
        assertBecomesRed709(frame(720, 576, RED_601, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG));
        assertBecomesRed709(frame(1920, 1080, RED_709, AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_MPEG));
    }

    private static void assertBecomesRed709(AVFrame picture) throws Exception {
        for (int format : new int[] {AV_PIX_FMT_YUV420P, AV_PIX_FMT_NV12}) {
            try (FrameConverter converter = new FrameConverter(320, 180, format)) {
                AVFrame converted = convert(converter, picture);
                int chroma = 45 * converted.linesize(1);
                assertNear(converted.data(0).get(90L * converted.linesize(0) + 160), RED_709[0]);
                boolean pairs = format == AV_PIX_FMT_NV12;
                assertNear(converted.data(1).get(chroma + (pairs ? 160 : 80)), RED_709[1]);
                assertNear(
                        pairs
                                ? converted.data(1).get(chroma + 161)
                                : converted.data(2).get(45L * converted.linesize(2) + 80),
                        RED_709[2]);
            }
        }
        av_frame_free(picture);
    }

    private static void assertNear(byte value, int expected) {
        assertThat(value & 0xff).isBetween(expected - 3, expected + 3);
    }

    /** The bright corner of the rotated picture is the upper left one. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "90, 1, 0", "180, 1, 1", "270, 0, 1", "-90, 0, 1", "91, 1, 0"})
    void aTurnedPictureIsShownUpright(double clockwise, int brightColumn, int brightRow) throws Exception {
        boolean rotated = brightColumn != brightRow;
        AVFrame picture = brightCorner(rotated ? 240 : 320, rotated ? 320 : 240);
        av_display_rotation_set(
                new IntPointer(av_frame_new_side_data(picture, AV_FRAME_DATA_DISPLAYMATRIX, 9 * Integer.BYTES)
                        .data()),
                clockwise);
        for (int format : new int[] {AV_PIX_FMT_YUV420P, AV_PIX_FMT_NV12}) {
            try (FrameConverter converter = new FrameConverter(320, 240, format)) {
                AVFrame upright = convert(converter, picture);
                for (int row = 0; row < 2; row++) {
                    for (int column = 0; column < 2; column++) {
                        boolean bright = column == brightColumn && row == brightRow;
                        assertNear(luma(upright, 80 + 160 * column, 60 + 120 * row), bright ? 200 : 50);
                        assertNear(
                                upright.data(1)
                                        .get((30 + 60L * row) * upright.linesize(1)
                                                + (40 + 80L * column) * (format == AV_PIX_FMT_NV12 ? 2 : 1)),
                                bright ? 90 : 128);
                    }
                }
            }
        }
        av_frame_free(picture);
    }

    @Test
    void aTurnedPictureKeepsItsShapeBetweenBars() throws Exception {
        AVFrame picture = frame(320, 180, new int[] {200, 128, 128}, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG);
        av_display_rotation_set(
                new IntPointer(av_frame_new_side_data(picture, AV_FRAME_DATA_DISPLAYMATRIX, 9 * Integer.BYTES)
                        .data()),
                90);
        try (FrameConverter converter = new FrameConverter(320, 180, AV_PIX_FMT_YUV420P)) {
            AVFrame upright = convert(converter, picture);
            assertNear(luma(upright, 160, 4), 200);
            assertNear(luma(upright, 160, 175), 200);
            assertNear(luma(upright, 160 - 56, 90), 16);
            assertNear(luma(upright, 160 + 56, 90), 16);
        }
        av_frame_free(picture);
    }

    @ParameterizedTest
    @ValueSource(ints = {180, 240})
    void interlacedPicturesHaveNoCombs(int height) throws Exception {
        AVFrame picture = frame(320, height, new int[] {200, 128, 128}, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG);
        for (int row = 1; row < height; row += 2) {
            for (int column = 0; column < 320; column++) {
                picture.data(0).put((long) row * picture.linesize(0) + column, (byte) 30);
            }
        }
        picture.flags(picture.flags() | FLAG_INTERLACED);
        try (FrameConverter converter = new FrameConverter(320, height, AV_PIX_FMT_YUV420P)) {
            AVFrame shown = convert(converter, picture);
            for (int row = 0; row < height; row++) {
                assertNear(luma(shown, 160, row), 200);
            }
        }
        av_frame_free(picture);
    }

    /** From the container to the converter: what it states about the stream reaches each frame. */
    @Test
    void aFilesRotationAndColourAreHonoured(@TempDir Path folder) throws Exception {
        Path clip = TestClip.at(folder.resolve("lying.mp4"))
                .pictures("mpeg4", 320, 240, 25, 3)
                .drawnBy(number -> TestPictures.plain(320, 240, RED_709))
                .codedWith(encoder -> encoder.colorspace(AVCOL_SPC_BT709)
                        .color_primaries(AVCOL_PRI_BT709)
                        .color_trc(AVCOL_TRC_BT709))
                .markedWith(stream -> StreamMarks.rotate(stream, 90))
                .write();
        try (MediaReader reader = MediaReader.open(clip.toString(), VideoSettings.defaults(), Duration.ofSeconds(10));
                FrameConverter converter = new FrameConverter(320, 240, AV_PIX_FMT_YUV420P)) {
            assertThat(reader.next()).isTrue();
            VideoFrame picture = reader.picture(0);
            AVFrame upright = converter.convert(picture);
            assertNear(luma(upright, 160, 120), RED_709[0]);
            assertNear(luma(upright, 40, 120), 16);
            picture.release();
        }
    }

    private static byte luma(AVFrame picture, int column, int row) {
        return picture.data(0).get((long) row * picture.linesize(0) + column);
    }

    private static AVFrame convert(FrameConverter converter, AVFrame picture) throws Exception {
        VideoFrame frame = AvPicture.frameOf(picture, 0);
        AVFrame converted = converter.convert(frame);
        frame.release();
        return converted;
    }

    private static AVFrame brightCorner(int width, int height) {
        AVFrame picture = frame(width, height, new int[] {50, 128, 128}, AVCOL_SPC_BT709, AVCOL_RANGE_MPEG);
        for (int row = 0; row < height / 2; row++) {
            for (int column = 0; column < width / 2; column++) {
                picture.data(0).put((long) row * picture.linesize(0) + column, (byte) 200);
                picture.data(1).put((long) row / 2 * picture.linesize(1) + column / 2, (byte) 90);
            }
        }
        return picture;
    }

    private static AVFrame frame(int width, int height, int[] colour, int matrix, int range) {
        AVFrame picture = av_frame_alloc();
        picture.width(width)
                .height(height)
                .format(AV_PIX_FMT_YUV420P)
                .colorspace(matrix)
                .color_range(range);
        assertThat(av_frame_get_buffer(picture, 0)).isZero();
        for (int plane = 0; plane < 3; plane++) {
            int rows = plane == 0 ? height : height / 2;
            for (long i = 0; i < (long) rows * picture.linesize(plane); i++) {
                picture.data(plane).put(i, (byte) colour[plane]);
            }
        }
        return picture;
    }
}
