package io.github.natcast.streamer;

/**
 * The H.264 profiles that the streamer can encode (H.264 annex A.2). In both, the encoder emits frames in the order of
 * its input.
 */
public enum H264Profile {
    /** The profile that every H.264 decoder supports, and the cheapest to encode. */
    CONSTRAINED_BASELINE("constrained baseline"),
    /** Adds CABAC: the same quality takes about a tenth less bitrate, and encoder and decoder do more work. */
    MAIN("main");

    private final String text;

    H264Profile(String text) {
        this.text = text;
    }

    /** The profile's name for messages, such as {@code constrained baseline}. */
    @Override
    public String toString() {
        return text;
    }
}
