package io.github.natcast.streamer.internal.media.bitstream;

/** VP8's boolean decoder (RFC 6386 §7.3), for values of even probability alone. Confined to one thread. */
final class Vp8Booleans {
    private final byte[] data;
    private int at;
    private int value;
    private int range = 255;
    private int shifted;

    /** Behind the end of {@code data} there are zeros. */
    Vp8Booleans(byte[] data, int offset) {
        this.data = data;
        at = offset;
        value = nextByte() << 8;
        value |= nextByte();
    }

    boolean flag() {
        int split = 1 + (range - 1) / 2;
        boolean one = value >= split << 8;
        if (one) {
            range -= split;
            value -= split << 8;
        } else {
            range = split;
        }
        while (range < 128) {
            value <<= 1;
            range <<= 1;
            if (++shifted == 8) {
                shifted = 0;
                value |= nextByte();
            }
        }
        return one;
    }

    /** An unsigned number, its highest bit first. */
    int literal(int bits) {
        int read = 0;
        for (int i = 0; i < bits; i++) {
            read = read << 1 | (flag() ? 1 : 0);
        }
        return read;
    }

    private int nextByte() {
        return at < data.length ? data[at++] & 0xff : 0;
    }
}
