package io.github.natcast.streamer.internal.media.source.frames;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture is what follows. Immutable.
 *
 * @param stride bytes from one row of the first plane to the next. Half as many, rounded up, are a row of a plane of U
 *     or V, and as many, rounded up to an even number, one of U and V together
 */
record VideoHeader(PixelFormat format, int width, int height, int stride, int length, long captureNanos)
        implements FrameHeader {
    /** A picture of 4096x4096 pixels of four bytes: what one client can make the source keep is a few times that. */
    static final int MOST_BYTES = 4096 * 4096 * 4;

    /** The length's sign is its highest bit: the header's numbers are unsigned. */
    static VideoHeader checked(int number, int width, int height, int stride, int length, long captureNanos)
            throws FrameSocketException {
        PixelFormat format = format(number);
        requireSide("width", width);
        requireSide("height", height);
        int row = format.rowBytes(0, width);
        int used = stride == 0 ? row : stride;
        if (used < row || used > MOST_BYTES) {
            throw new FrameSocketException("the stride " + Integer.toUnsignedString(stride) + " of a " + width + "x"
                    + height + " " + format + " picture must be 0, for no padding, or " + row + " to " + MOST_BYTES
                    + " bytes");
        }
        long needed = 0;
        for (int plane = 0; plane < format.planes(); plane++) {
            needed += (long) strideOf(format, plane, used) * format.rows(plane, height);
        }
        if (needed > MOST_BYTES) {
            throw new FrameSocketException("a " + width + "x" + height + " " + format + " picture has " + needed
                    + " bytes, and at most " + MOST_BYTES + " are taken (4096x4096 RGBA); send it smaller, or as I420");
        }
        if (length != needed) {
            throw new FrameSocketException("the length " + Integer.toUnsignedString(length) + " of a " + width + "x"
                    + height + " " + format + " picture with a stride of " + used + " must be " + needed + " bytes");
        }
        return new VideoHeader(format, width, height, used, length, captureNanos);
    }

    private static PixelFormat format(int number) throws FrameSocketException {
        StringBuilder known = new StringBuilder();
        for (PixelFormat format : PixelFormat.values()) {
            if (FrameHeader.numberOf(format) == number) {
                return format;
            }
            known.append(known.isEmpty() ? "" : ", ")
                    .append(FrameHeader.numberOf(format))
                    .append(' ')
                    .append(format);
        }
        throw new FrameSocketException("pixel format " + number + " is not known; there are " + known);
    }

    private static void requireSide(String name, int side) throws FrameSocketException {
        if (side < 1 || side > VideoFrame.MAXIMUM_SIDE) {
            throw new FrameSocketException("the " + name + " " + Integer.toUnsignedString(side) + " must be 1 to "
                    + VideoFrame.MAXIMUM_SIDE + " pixels");
        }
    }

    private static int strideOf(PixelFormat format, int plane, int stride) {
        if (plane == 0) {
            return stride;
        }
        int half = stride / 2 + stride % 2;
        return format == PixelFormat.NV12 ? 2 * half : half;
    }

    /**
     * Makes a frame of the picture, without a copy.
     *
     * @param picture {@link #length()} bytes from its position, little else matters; not written before the release
     * @param captured in place of the header's time, which may be 0
     */
    VideoFrame frame(ByteBuffer picture, long captured, Runnable release) {
        if (format.planes() == 1 && stride == format.rowBytes(0, width)) {
            return VideoFrame.of(format, width, height, picture, captured, release);
        }
        List<VideoFrame.Plane> planes = new ArrayList<>(format.planes());
        int offset = picture.position();
        for (int plane = 0; plane < format.planes(); plane++) {
            int row = strideOf(format, plane, stride);
            int bytes = row * format.rows(plane, height);
            planes.add(new VideoFrame.Plane(picture.slice(offset, bytes), row));
            offset += bytes;
        }
        return VideoFrame.ofPlanes(format, width, height, planes, captured, release);
    }
}
