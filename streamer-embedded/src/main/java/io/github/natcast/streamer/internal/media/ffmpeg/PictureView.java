package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ411P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** The current picture's pixels as FFmpeg takes them: addresses and strides. Reused; confined to one thread. */
final class PictureView implements AutoCloseable {
    /** AV_FRAME_FLAG_INTERLACED, which the presets do not have. */
    private static final int FLAG_INTERLACED = 1 << 3;
    /** Formats whose name states the full range. */
    private static final Set<Integer> FULL_RANGE_FORMATS = Set.of(
            AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ411P);

    private final PointerPointer<Pointer> data = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4L);
    private final List<BytePointer> copies = new ArrayList<>();
    private int format;
    private int width;
    private int height;
    private boolean fullRange;
    private int matrix = SWS_CS_ITU709;
    private Rotation rotation = Rotation.NONE;
    private double pixelAspect;

    void show(AVFrame frame) {
        // Of interlaced pictures one field is shown, every other row: both fields together show combs where something
        // moves.
        int rows = (frame.flags() & FLAG_INTERLACED) != 0 && frame.height() > 1 ? 2 : 1;
        for (int plane = 0; plane < 4; plane++) {
            data.put(plane, frame.data(plane));
            strides.put(plane, frame.linesize(plane) * rows);
        }
        format = frame.format();
        width = frame.width();
        height = frame.height() / rows;
        fullRange = frame.color_range() == AVCOL_RANGE_JPEG || FULL_RANGE_FORMATS.contains(format);
        matrix = ColourMatrix.of(frame);
        rotation = Rotation.of(frame);
        int numerator = frame.sample_aspect_ratio().num();
        int denominator = frame.sample_aspect_ratio().den();
        pixelAspect = numerator > 0 && denominator > 0 ? (double) numerator / denominator : 1;
        pixelAspect /= rows;
    }

    /** Buffers on the heap are copied. */
    void show(VideoFrame frame, PixelFormat pixelFormat) {
        forgetCopies();
        for (int plane = 0; plane < 4; plane++) {
            if (plane < frame.planes().size()) {
                data.put(plane, address(frame.planes().get(plane).bytes()));
                strides.put(plane, frame.planes().get(plane).stride());
            } else {
                data.put(plane, (Pointer) null);
                strides.put(plane, 0);
            }
        }
        format = ffmpegFormat(pixelFormat);
        width = frame.width();
        height = frame.height();
        fullRange = false;
        matrix = SWS_CS_ITU709;
        rotation = Rotation.NONE;
        pixelAspect = 1;
    }

    private BytePointer address(ByteBuffer bytes) {
        BytePointer address = new BytePointer(bytes);
        if (!bytes.isDirect()) {
            copies.add(address);
        }
        return address;
    }

    private void forgetCopies() {
        copies.forEach(BytePointer::close);
        copies.clear();
    }

    private static int ffmpegFormat(PixelFormat format) {
        return switch (format) {
            case I420 -> AV_PIX_FMT_YUV420P;
            case NV12 -> AV_PIX_FMT_NV12;
            case BGR -> AV_PIX_FMT_BGR24;
            case RGB -> AV_PIX_FMT_RGB24;
            case BGRA -> AV_PIX_FMT_BGRA;
            case RGBA -> AV_PIX_FMT_RGBA;
        };
    }

    PointerPointer<Pointer> data() {
        return data;
    }

    IntPointer strides() {
        return strides;
    }

    int format() {
        return format;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean fullRange() {
        return fullRange;
    }

    /** As {@link ColourMatrix} numbers it. */
    int matrix() {
        return matrix;
    }

    /** The turn that makes the picture upright. */
    Rotation rotation() {
        return rotation;
    }

    /** Width of a pixel divided by its height. */
    double pixelAspect() {
        return pixelAspect;
    }

    @Override
    public void close() {
        forgetCopies();
        data.close();
        strides.close();
    }
}
