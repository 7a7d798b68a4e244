package io.github.natcast.streamer.internal.media.bitstream;

import java.util.Arrays;

/** Reads a byte array bit by bit, the highest first; zeros behind its end. Confined to one thread. */
final class Bits {
    /** A longer run of zeros than a number of 32 bits has is damage. */
    private static final int MOST_ZEROS = 32;

    private final byte[] data;
    private long position;

    Bits(byte[] data, int offset) {
        this.data = data;
        position = offset * 8L;
    }

    /** The payload of a NAL unit without its emulation prevention bytes (H.264 §7.3.1, H.265 §7.3.1.1). */
    static Bits ofPayload(byte[] data, int from, int to) {
        byte[] payload = new byte[to - from];
        int length = 0;
        int zeros = 0;
        for (int at = from; at < to; at++) {
            if (zeros >= 2 && data[at] == 3) {
                zeros = 0;
                continue;
            }
            zeros = data[at] == 0 ? zeros + 1 : 0;
            payload[length++] = data[at];
        }
        return new Bits(Arrays.copyOf(payload, length), 0);
    }

    boolean flag() {
        return read(1) == 1;
    }

    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++, position++) {
            int at = (int) (position >> 3);
            int bit = at < data.length ? data[at] >> (7 - (position & 7)) & 1 : 0;
            value = value << 1 | bit;
        }
        return value;
    }

    void skip(int count) {
        position += count;
    }

    /** ue(v): an Exp-Golomb code (H.264 §9.1); -1 for one that is damaged, or too large for 31 bits. */
    int golomb() {
        int zeros = 0;
        while (!flag()) {
            if (++zeros == MOST_ZEROS) {
                return -1;
            }
        }
        long value = (1L << zeros) - 1 + (read(zeros) & 0xffffffffL);
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    /** se(v) (H.264 §9.1.1). */
    int signedGolomb() {
        int code = golomb();
        return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
    }
}
