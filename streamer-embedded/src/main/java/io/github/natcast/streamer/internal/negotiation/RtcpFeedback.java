package io.github.natcast.streamer.internal.negotiation;

/** The kinds of RTCP feedback that may be negotiated with {@code a=rtcp-fb} (RFC 4585 §4.2). */
public enum RtcpFeedback {
    /** Reports lost packets (RFC 4585 §6.2.1). */
    NACK("nack"),
    /** Reports a lost picture (RFC 4585 §6.3.1). */
    PICTURE_LOSS_INDICATION("nack pli"),
    /** Requests a key frame (RFC 5104 §4.3.1). */
    FULL_INTRA_REQUEST("ccm fir"),
    /** Reports the arrival time of each packet (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_WIDE("transport-cc"),
    /** Reports the receiver's bandwidth estimate (draft-alvestrand-rmcat-remb). */
    ESTIMATED_MAXIMUM_BITRATE("goog-remb");

    private final String wire;

    RtcpFeedback(String wire) {
        this.wire = wire;
    }

    /** The spelling in {@code a=rtcp-fb}. */
    public String wire() {
        return wire;
    }
}
