package io.github.natcast.streamer;

/**
 * The layout of a {@link VideoFrame}'s pixels in memory. The YUV formats have limited range (luma 16 to 235), the RGB
 * formats full range (0 to 255). Sizes are in pixels, plane numbers start at 0.
 */
public enum PixelFormat {
    /** Three planes, Y, U and V, with one U and one V sample for each 2x2 pixels. FFmpeg's name is yuv420p. */
    I420(1, 2, 1),
    /** Two planes, Y and interleaved U and V, with one pair for each 2x2 pixels. FFmpeg's name is nv12. */
    NV12(1, 1, 2),
    /** One plane, three bytes per pixel: blue, green, red. */
    BGR(3, 0, 0),
    /** One plane, three bytes per pixel: red, green, blue. */
    RGB(3, 0, 0),
    /**
     * One plane, four bytes per pixel: blue, green, red, alpha, which is an {@code int} 0xAARRGGBB in little-endian
     * order. Alpha is ignored.
     */
    BGRA(4, 0, 0),
    /** One plane, four bytes per pixel: red, green, blue, alpha. Alpha is ignored. */
    RGBA(4, 0, 0);

    private final int firstPlaneBytes;
    private final int chromaPlanes;
    private final int chromaBytes;

    /**
     * @param firstPlaneBytes bytes per sample of the first plane
     * @param chromaPlanes how many planes of half width and half height follow
     * @param chromaBytes bytes per sample of those
     */
    PixelFormat(int firstPlaneBytes, int chromaPlanes, int chromaBytes) {
        this.firstPlaneBytes = firstPlaneBytes;
        this.chromaPlanes = chromaPlanes;
        this.chromaBytes = chromaBytes;
    }

    /** The number of planes, 1 to 3. */
    public int planes() {
        return 1 + chromaPlanes;
    }

    /** The number of bytes in one row of a plane, without padding. */
    public int rowBytes(int plane, int width) {
        return plane == 0 ? firstPlaneBytes * width : chromaBytes * ((width + 1) / 2);
    }

    /** The number of rows in a plane. */
    public int rows(int plane, int height) {
        return plane == 0 ? height : (height + 1) / 2;
    }

    /**
     * The number of bytes of a picture whose planes follow each other without padding.
     *
     * @throws IllegalArgumentException when a side is less than 1 or greater than {@link VideoFrame#MAXIMUM_SIDE}
     */
    public int pictureBytes(int width, int height) {
        VideoFrame.requireSize(width, height);
        long total = 0;
        for (int plane = 0; plane < planes(); plane++) {
            total += (long) rowBytes(plane, width) * rows(plane, height);
        }
        return Math.toIntExact(total);
    }
}
