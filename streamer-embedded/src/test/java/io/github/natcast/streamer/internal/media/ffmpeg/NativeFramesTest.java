package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P10LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import io.github.natcast.streamer.VideoFrame;
import io.github.natcast.streamer.ffmpeg.AvPicture;
import io.github.natcast.streamer.internal.media.codec.NativeFrames;
import io.github.natcast.streamer.internal.media.codec.UnsupportedPictureException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames in FFmpeg's own memory, as decoders and programs hand them over. */
final class NativeFramesTest {

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @Test
    void fullRangeBecomesLimitedRange() throws Exception {
        // 200 of 0..255 is 16 + 200 * 219 / 255 of 16..235.
        assertThat(convertedLuma(grey(AV_PIX_FMT_YUV420P, AVCOL_RANGE_JPEG, 200)))
                .isBetween(186, 189);
        assertThat(convertedLuma(grey(AV_PIX_FMT_YUVJ420P, AVCOL_RANGE_JPEG, 200)))
                .isBetween(186, 189);
        assertThat(convertedLuma(grey(AV_PIX_FMT_YUV420P, AVCOL_RANGE_MPEG, 200)))
                .isEqualTo(200);
    }

    @Test
    void tenBitsBecomeEight() throws Exception {
        // Both bytes of each sample are 2: 0x0202 of 0x3ff.
        assertThat(convertedLuma(grey(AV_PIX_FMT_YUV444P10LE, AVCOL_RANGE_MPEG, 2)))
                .isBetween(127, 130);
    }

    @Test
    void theCallersFrameMayGoWhileThePictureStays() throws Exception {
        AVFrame frame = grey(AV_PIX_FMT_YUV420P, AVCOL_RANGE_MPEG, 90);
        VideoFrame picture = AvPicture.frameOf(frame, 5);
        av_frame_free(frame);
        try (FrameConverter converter = new FrameConverter(64, 48, AV_PIX_FMT_YUV420P)) {
            assertThat(converter.convert(picture).data(0).get() & 0xff).isEqualTo(90);
        }
        picture.release();
        assertThatThrownBy(picture::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPictureOfAnotherLibraryIsRefused() throws Exception {
        VideoFrame foreign = NativeFrames.of("a picture of another library", 64, 48, 5, () -> {});
        try (FrameConverter converter = new FrameConverter(64, 48, AV_PIX_FMT_YUV420P)) {
            assertThatThrownBy(() -> converter.convert(foreign)).isInstanceOf(UnsupportedPictureException.class);
        }
    }

    private static int convertedLuma(AVFrame frame) throws Exception {
        VideoFrame picture = AvPicture.frameOf(frame, 5);
        try (FrameConverter converter = new FrameConverter(64, 48, AV_PIX_FMT_YUV420P)) {
            AVFrame converted = converter.convert(picture);
            return converted.data(0).get(24L * converted.linesize(0) + 32) & 0xff;
        } finally {
            picture.release();
            av_frame_free(frame);
        }
    }

    private static AVFrame grey(int format, int range, int value) {
        AVFrame frame = av_frame_alloc();
        frame.format(format);
        frame.width(64);
        frame.height(48);
        frame.color_range(range);
        frame.colorspace(AVCOL_SPC_BT709);
        assertThat(av_frame_get_buffer(frame, 0)).isZero();
        for (int plane = 0; plane < 3; plane++) {
            int rows = plane > 0 && format != AV_PIX_FMT_YUV444P10LE ? 24 : 48;
            int chroma = format == AV_PIX_FMT_YUV444P10LE ? value : 128;
            Pointer.memset(frame.data(plane), plane == 0 ? value : chroma, (long) frame.linesize(plane) * rows);
        }
        return frame;
    }
}
