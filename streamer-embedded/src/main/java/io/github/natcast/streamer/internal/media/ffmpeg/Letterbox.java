package io.github.natcast.streamer.internal.media.ffmpeg;

/**
 * The largest rectangle of a picture's shape, centred in another, with the even sides that 4:2:0 needs. Immutable.
 *
 * @param left pixels from the left edge
 * @param top pixels from the top edge
 */
record Letterbox(int left, int top, int width, int height) {

    /** {@code pixelAspect} is the width of a source pixel divided by its height. */
    static Letterbox fit(int sourceWidth, int sourceHeight, double pixelAspect, int width, int height) {
        double shape = sourceWidth * pixelAspect / sourceHeight;
        int fitWidth = even(Math.min(width, height * shape));
        int fitHeight = even(Math.min(height, width / shape));
        // Bars of a pixel or two come from rounding, not from another shape.
        if (width - fitWidth <= 2) {
            fitWidth = width;
        }
        if (height - fitHeight <= 2) {
            fitHeight = height;
        }
        return new Letterbox((width - fitWidth) / 4 * 2, (height - fitHeight) / 4 * 2, fitWidth, fitHeight);
    }

    private static int even(double value) {
        return Math.max(2, (int) Math.round(value / 2) * 2);
    }
}
