package io.github.natcast.streamer;

/**
 * The video codecs that can be sent, with their names as {@code a=rtpmap} spells them. Every one has a 90 kHz RTP
 * clock.
 */
public enum VideoCodec {
    /** RFC 6184. */
    H264("H264"),
    /** RFC 7798; browsers offer it only where the machine decodes it in hardware. */
    H265("H265"),
    /** RFC 7741. */
    VP8("VP8"),
    /** The AOMedia RTP payload format for AV1. */
    AV1("AV1");

    private final String encodingName;

    VideoCodec(String encodingName) {
        this.encodingName = encodingName;
    }

    /** The encoding name of {@code a=rtpmap} (RFC 8866 §6.6); compared without regard to case. */
    public String encodingName() {
        return encodingName;
    }
}
