package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;

import java.util.function.LongSupplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/**
 * Paints the wall-clock time of capture into a picture's top left corner, as 32 squares: white for 1, black for 0. So
 * the delay from capture to display can be read off the screen. Confined to the encoder's thread.
 */
final class TimecodePainter {
    private static final int BITS = 32;
    private static final int SQUARES_ACROSS = 80;
    private static final int MARK = 0b1010;
    private static final int WHITE = 235;
    private static final int BLACK = 16;
    private static final int GREY = 128;

    private final LongSupplier wallMillis;
    private final LongSupplier nanoClock;

    TimecodePainter(LongSupplier wallMillis, LongSupplier nanoClock) {
        this.wallMillis = wallMillis;
        this.nanoClock = nanoClock;
    }

    /** {@code picture} is yuv420p or nv12 in host memory. */
    void paint(AVFrame picture, long captureTimeNanos) {
        long age = (nanoClock.getAsLong() - captureTimeNanos) / 1_000_000;
        int code = code(wallMillis.getAsLong() - age);
        int width = picture.width();
        int side = Math.max(2, width / SQUARES_ACROSS);
        for (int bit = 0; bit < BITS; bit++) {
            int left = bit * width / SQUARES_ACROSS;
            int right = (bit + 1) * width / SQUARES_ACROSS;
            boolean one = (code >>> (BITS - 1 - bit) & 1) != 0;
            fill(picture, 0, left, right - left, side, one ? WHITE : BLACK);
        }
        int end = (BITS * width / SQUARES_ACROSS + 1) / 2;
        int rows = (side + 1) / 2;
        if (picture.format() == AV_PIX_FMT_NV12) {
            fill(picture, 1, 0, end * 2, rows, GREY);
        } else {
            fill(picture, 1, 0, end, rows, GREY);
            fill(picture, 2, 0, end, rows, GREY);
        }
    }

    /** The mark, 24 bits of time, and the XOR of their six nibbles. */
    static int code(long wallMillis) {
        int time = (int) (wallMillis & 0xFFFFFF);
        int check = 0;
        for (int shift = 0; shift < 24; shift += 4) {
            check ^= time >>> shift & 0xF;
        }
        return MARK << 28 | time << 4 | check;
    }

    private static void fill(AVFrame picture, int plane, int left, int length, int rows, int value) {
        int stride = picture.linesize(plane);
        for (int row = 0; row < rows; row++) {
            Pointer.memset(picture.data(plane).position((long) row * stride + left), value, length);
        }
    }
}
