package io.github.natcast.streamer;

/** How the pixels of a {@link VideoFrame} lie in memory. YUV formats have limited range. */
public enum PixelFormat {
    /** Planes Y, U and V; one U and one V for 2x2 pixels. FFmpeg calls it yuv420p. */
    I420(1, 2, 1),
    /** A Y plane and a plane of U and V by turns; one pair for 2x2 pixels. */
    NV12(1, 1, 2),
    /** Three bytes a pixel. */
    BGR(3, 0, 0),
    /** Three bytes a pixel. */
    RGB(3, 0, 0),
    /** Four bytes a pixel; alpha is ignored. An {@code int} 0xAARRGGBB in little-endian order. */
    BGRA(4, 0, 0),
    /** Four bytes a pixel; alpha is ignored. */
    RGBA(4, 0, 0);

    private final int firstPlaneBytes;
    private final int chromaPlanes;
    private final int chromaBytes;

    /** Bytes per sample of the first plane; how many planes of half size follow, with how many bytes per sample. */
    PixelFormat(int firstPlaneBytes, int chromaPlanes, int chromaBytes) {
        this.firstPlaneBytes = firstPlaneBytes;
        this.chromaPlanes = chromaPlanes;
        this.chromaBytes = chromaBytes;
    }

    public int planes() {
        return 1 + chromaPlanes;
    }

    /** Bytes of one row's samples in a plane, without padding. */
    public int rowBytes(int plane, int width) {
        return plane == 0 ? firstPlaneBytes * width : chromaBytes * ((width + 1) / 2);
    }

    public int rows(int plane, int height) {
        return plane == 0 ? height : (height + 1) / 2;
    }

    /**
     * Bytes of a picture whose planes follow each other without padding.
     *
     * @throws IllegalArgumentException when a side is less than 1 or more than {@link VideoFrame#MAXIMUM_SIDE}
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
