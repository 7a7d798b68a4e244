package io.github.natcast.streamer.internal.signaling.netty;

import io.netty.buffer.ByteBuf;

/**
 * What a client speaks, told by its first bytes. They never collide: a frame of ICE-TCP (RFC 4571 §2) that may begin a
 * connection is short, so its first byte is small; a TLS record (RFC 8446 §5.1) begins with 22, a request of HTTP with
 * a letter.
 */
enum FirstBytes {
    /** HTTP, or what its decoder will refuse in words. */
    HTTP,
    TLS,
    /** A framed Binding request (RFC 6544 §7.2). */
    ICE_TCP,
    UNKNOWN,
    /** The bytes that came so far are not enough. */
    UNDECIDED;

    /** As many bytes as are ever looked at. */
    static final int MOST = 10;

    private static final int TLS_HANDSHAKE = 22;
    private static final int STUN_HEADER = 20;
    private static final int BINDING_REQUEST = 0x0001;
    private static final int MAGIC_COOKIE = 0x2112_A442;

    /** A check carries a username and some numbers, and no more than a UDP packet would hold. */
    private static final int LONGEST_CHECK = 1500;

    /** Looks at the readable bytes, and leaves them there. */
    static FirstBytes of(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int count = bytes.readableBytes();
        if (count == 0) {
            return UNDECIDED;
        }
        int first = bytes.getUnsignedByte(at);
        if (first > LONGEST_CHECK >>> 8) {
            return first == TLS_HANDSHAKE ? TLS : HTTP;
        }
        if (count < MOST) {
            return UNDECIDED;
        }
        int frame = bytes.getUnsignedShort(at);
        boolean check = frame <= LONGEST_CHECK
                && bytes.getUnsignedShort(at + 2) == BINDING_REQUEST
                && bytes.getUnsignedShort(at + 4) + STUN_HEADER == frame
                && bytes.getInt(at + 6) == MAGIC_COOKIE;
        return check ? ICE_TCP : UNKNOWN;
    }
}
