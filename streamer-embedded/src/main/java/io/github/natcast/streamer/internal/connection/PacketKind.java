package io.github.natcast.streamer.internal.connection;

/** The protocol of a packet on a port that several protocols share (RFC 7983 §7, RFC 5761 §4). */
public enum PacketKind {
    DTLS,
    RTP,
    RTCP,
    OTHER;

    private static final int RTCP_HEADER_LENGTH = 8;

    public static PacketKind of(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return OTHER;
        }
        int first = buffer[offset] & 0xff;
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        if (first >= 128 && first <= 191 && length >= RTCP_HEADER_LENGTH) {
            int second = buffer[offset + 1] & 0xff;
            return second >= 192 && second <= 223 ? RTCP : RTP;
        }
        return OTHER;
    }
}
