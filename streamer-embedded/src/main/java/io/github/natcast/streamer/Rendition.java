package io.github.natcast.streamer;

/**
 * One of the sizes and rates in which the video is encoded, so that each viewer gets what its path can carry.
 * Immutable. {@link VideoSettings#ladder} lists those of a streamer.
 *
 * @param index 0 for the full one; each further one is smaller
 * @param width of its picture in pixels
 * @param height of its picture in pixels
 * @param bitrate the target of its encoder in bits per second; that of the smallest one may be lowered while it is sent
 */
public record Rendition(int index, int width, int height, int bitrate) {

    /**
     * Another rendition is sent to a viewer. Immutable.
     *
     * @param from that was sent before
     * @param to that is sent from now on, which begins with a key frame
     */
    public record Change(Rendition from, Rendition to, Reason reason) {}

    /** Why another rendition is sent. */
    public enum Reason {
        /** The viewer's path carries less than was sent: packets queue up, or are lost. */
        PATH_CARRIES_LESS,
        /** The viewer's path carries the larger one, as a probe has shown; or, where none is possible, it is tried. */
        PATH_CARRIES_MORE,
        /** No encoder works any more for the one that was sent; the next larger one is sent. */
        ENCODER_FAILED
    }
}
