package io.github.natcast.streamer;

/**
 * The profiles of H.264 that are encoded (H.264 annex A.2), in both of which pictures come out in the order they went
 * in.
 */
public enum H264Profile {
    /** Decoded by everything that decodes H.264, and the cheapest to make. */
    CONSTRAINED_BASELINE("constrained baseline"),
    /** With CABAC: the same picture in about a tenth less, at the price of more work on both sides. */
    MAIN("main");

    private final String text;

    H264Profile(String text) {
        this.text = text;
    }

    /** For messages. */
    @Override
    public String toString() {
        return text;
    }
}
