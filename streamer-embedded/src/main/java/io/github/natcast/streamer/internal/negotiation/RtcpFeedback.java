package io.github.natcast.streamer.internal.negotiation;

/** The kinds of RTCP feedback that may be negotiated with {@code a=rtcp-fb} (RFC 4585 §4.2). */
public enum RtcpFeedback {
    /** Packets are missing (RFC 4585 §6.2.1). */
    NACK("nack"),
    /** A picture is lost (RFC 4585 §6.3.1). */
    PICTURE_LOSS_INDICATION("nack pli"),
    /** A key frame is wanted (RFC 5104 §4.3.1). */
    FULL_INTRA_REQUEST("ccm fir"),
    /** When each packet arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_WIDE("transport-cc"),
    /** The receiver's estimate of the bandwidth (draft-alvestrand-rmcat-remb). */
    ESTIMATED_MAXIMUM_BITRATE("goog-remb");

    private final String wire;

    RtcpFeedback(String wire) {
        this.wire = wire;
    }

    /** As {@code a=rtcp-fb} spells it. */
    public String wire() {
        return wire;
    }
}
