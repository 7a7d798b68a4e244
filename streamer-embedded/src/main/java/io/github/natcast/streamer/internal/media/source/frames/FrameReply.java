package io.github.natcast.streamer.internal.media.source.frames;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the source tells a client: 8 bytes, and a text (docs/frame-socket.md). The first one, WANTED or NOT_WANTED, is
 * the greeting.
 *
 * <pre>
 *  0  magic "NCFS"
 *  4  version, 1
 *  5  kind
 *  6  bytes of text that follow, 16 bits, little-endian
 *  8
 * </pre>
 */
enum FrameReply {
    /** Somebody watches, or may at once. */
    WANTED(1),
    /** Nobody watches: pictures need not be drawn. */
    NOT_WANTED(2),
    /** Another client delivers, or has taken this one's place; the connection closes, and trying again is right. */
    BUSY(3),
    /** What the client sent is wrong; the connection closes, and sending the same again is of no use. */
    REFUSED(4);

    static final int HEADER_BYTES = 8;
    private static final int LONGEST_TEXT = 1_000;

    private final byte number;

    FrameReply(int number) {
        this.number = (byte) number;
    }

    /** The reply's bytes, in a buffer of their own. */
    ByteBuffer bytes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        byte[] told = Arrays.copyOf(encoded, Math.min(encoded.length, LONGEST_TEXT));
        return ByteBuffer.allocate(HEADER_BYTES + told.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(FrameHeader.MAGIC)
                .put((byte) FrameHeader.VERSION)
                .put(number)
                .putShort((short) told.length)
                .put(told)
                .flip();
    }
}
