package io.github.natcast.streamer.internal.rtcp;

/** RTCP packet types, and the feedback formats (FMT) below two of them. */
final class RtcpType {
    /** RFC 3550 §12.1. */
    static final int SENDER_REPORT = 200;

    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;

    /** RTPFB, RFC 4585 §6.1. */
    static final int TRANSPORT_LAYER_FEEDBACK = 205;

    /** PSFB, RFC 4585 §6.1. */
    static final int PAYLOAD_SPECIFIC_FEEDBACK = 206;

    /** FMT of RTPFB, RFC 4585 §6.2.1. */
    static final int GENERIC_NACK = 1;

    /** FMT of RTPFB, draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1. */
    static final int TRANSPORT_WIDE_FEEDBACK = 15;

    /** FMT of PSFB, RFC 4585 §6.3.1. */
    static final int PICTURE_LOSS_INDICATION = 1;

    /** FMT of PSFB, RFC 5104 §4.3.1. */
    static final int FULL_INTRA_REQUEST = 4;

    /** FMT of PSFB, RFC 4585 §6.4: REMB is one. */
    static final int APPLICATION_LAYER = 15;

    private RtcpType() {}
}
