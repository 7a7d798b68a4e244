package io.github.natcast.streamer.internal.rtp.av1;

/**
 * Unsigned numbers of seven bits a byte (AV1 specification §4.10.5). A number that was read comes with its length in
 * one long, so that nothing is allocated.
 */
final class Leb128 {
    /** In place of a number that does not end, or is larger than an OBU can be here. */
    static final long BROKEN = -1;

    /** Bytes that a number may take here: 28 bits are more than any frame has bytes. */
    private static final int MOST_BYTES = 4;

    private static final int LENGTH_SHIFT = 32;

    private Leb128() {}

    /** The number at {@code offset}, for {@link #valueOf} and {@link #lengthOf}; or {@link #BROKEN}. */
    static long read(byte[] buffer, int offset, int end) {
        int value = 0;
        for (int i = 0; i < MOST_BYTES && offset + i < end; i++) {
            int next = buffer[offset + i];
            value |= (next & 0x7F) << (7 * i);
            if ((next & 0x80) == 0) {
                return (long) (i + 1) << LENGTH_SHIFT | value;
            }
        }
        return BROKEN;
    }

    static int valueOf(long read) {
        return (int) read;
    }

    /** In bytes. */
    static int lengthOf(long read) {
        return read == BROKEN ? 0 : (int) (read >>> LENGTH_SHIFT);
    }
}
