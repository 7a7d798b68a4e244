package io.github.natcast.streamer;

/**
 * The video codecs that the streamer can send, each with its encoding name in {@code a=rtpmap}. All of them have an RTP
 * clock rate of 90 kHz.
 */
public enum VideoCodec {
    /** H.264 (RFC 6184). */
    H264("H264"),
    /** H.265 (RFC 7798); browsers offer it only where the machine decodes it in hardware. */
    H265("H265"),
    /** VP8 (RFC 7741). */
    VP8("VP8"),
    /** AV1 (RTP Payload Format For AV1 of the Alliance for Open Media). */
    AV1("AV1");

    private final String encodingName;

    VideoCodec(String encodingName) {
        this.encodingName = encodingName;
    }

    /** The encoding name in {@code a=rtpmap} (RFC 8866 §6.6); comparisons ignore its case. */
    public String encodingName() {
        return encodingName;
    }
}
