package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FrameConverterTest {
    /** A BT.709 orange in limited range, and as RGB. */
    private static final int[] YUV = {151, 54, 171};

    private static final int[] RGB = {235, 150, 2};

    @BeforeAll
    static void load() throws Exception {
        Ffmpeg.load();
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void everyFormatKeepsItsColourAtTheSameSizeAndScaled(PixelFormat format) throws Exception {
        try (FrameConverter converter = new FrameConverter(64, 48, AV_PIX_FMT_YUV420P)) {
            for (boolean direct : new boolean[] {true, false}) {
                assertColour(converter.convert(orange(format, 64, 48, direct)));
                assertColour(converter.convert(orange(format, 131, 97, direct)));
                assertColour(converter.convert(orange(format, 16, 12, direct)));
            }
        }
    }

    private static void assertColour(AVFrame picture) {
        for (int plane = 0; plane < 3; plane++) {
            int middle = (plane == 0 ? 24 : 12) * picture.linesize(plane) + (plane == 0 ? 32 : 16);
            assertThat(picture.data(plane).get(middle) & 0xff)
                    .as("plane %d", plane)
                    .isBetween(YUV[plane] - 3, YUV[plane] + 3);
        }
    }

    private static VideoFrame orange(PixelFormat format, int width, int height, boolean direct) {
        int size = format.pictureBytes(width, height);
        ByteBuffer pixels = direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
        int luma = width * height;
        for (int i = 0; i < size; i++) {
            int chroma = i - luma;
            int value = switch (format) {
                case I420 -> i < luma ? YUV[0] : YUV[chroma < (size - luma) / 2 ? 1 : 2];
                case NV12 -> i < luma ? YUV[0] : YUV[1 + chroma % 2];
                case BGR -> RGB[2 - i % 3];
                case RGB -> RGB[i % 3];
                case BGRA -> i % 4 == 3 ? 0 : RGB[2 - i % 4];
                case RGBA -> i % 4 == 3 ? 0 : RGB[i % 4];
            };
            pixels.put(i, (byte) value);
        }
        return VideoFrame.of(format, width, height, pixels, 0);
    }
}
