package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** The clockwise turn that makes a picture upright: a telephone that was held on its side records it. */
enum Rotation {
    NONE,
    RIGHT,
    UPSIDE_DOWN,
    LEFT;

    /** From the frame's display matrix, rounded to the nearest quarter turn; mirroring is ignored. */
    static Rotation of(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return NONE;
        }
        double counterclockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        return Double.isNaN(counterclockwise) ? NONE : values()[Math.floorMod(Math.round(-counterclockwise / 90), 4)];
    }

    boolean swapsSides() {
        return this == RIGHT || this == LEFT;
    }

    /**
     * Copies all of {@code from}, turned, into the box of {@code to}, which has the turned size. Both are yuv420p or
     * nv12.
     */
    void copy(AVFrame from, AVFrame to, Letterbox box) {
        boolean pairs = to.format() == AV_PIX_FMT_NV12;
        copyPlane(from, to, 0, box.left(), box.top(), box.width(), box.height(), 1);
        for (int plane = 1; plane < (pairs ? 2 : 3); plane++) {
            copyPlane(from, to, plane, box.left() / 2, box.top() / 2, box.width() / 2, box.height() / 2, pairs ? 2 : 1);
        }
    }

    private void copyPlane(AVFrame from, AVFrame to, int plane, int left, int top, int width, int height, int bytes) {
        int fromStride = from.linesize(plane);
        int toStride = to.linesize(plane);
        int fromWidth = swapsSides() ? height : width;
        int fromHeight = swapsSides() ? width : height;
        ByteBuffer source = bytes(from.data(plane), (long) fromStride * fromHeight);
        ByteBuffer target = bytes(to.data(plane), (long) toStride * (top + height));
        byte[] row = new byte[width * bytes];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = column(x, y, fromWidth);
                int line = line(x, y, fromHeight);
                for (int i = 0; i < bytes; i++) {
                    row[x * bytes + i] = source.get(line * fromStride + column * bytes + i);
                }
            }
            target.put((top + y) * toStride + left * bytes, row);
        }
    }

    /** Where in the source a pixel of the target comes from. */
    private int column(int x, int y, int fromWidth) {
        return switch (this) {
            case NONE -> x;
            case RIGHT -> y;
            case UPSIDE_DOWN -> fromWidth - 1 - x;
            case LEFT -> fromWidth - 1 - y;
        };
    }

    private int line(int x, int y, int fromHeight) {
        return switch (this) {
            case NONE -> y;
            case RIGHT -> fromHeight - 1 - x;
            case UPSIDE_DOWN -> fromHeight - 1 - y;
            case LEFT -> x;
        };
    }

    private static ByteBuffer bytes(BytePointer start, long length) {
        return new BytePointer(start).capacity(length).asByteBuffer();
    }
}
