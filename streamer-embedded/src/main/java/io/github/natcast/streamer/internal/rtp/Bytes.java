package io.github.natcast.streamer.internal.rtp;

/** Big-endian numbers in a byte array. */
public final class Bytes {
    private Bytes() {}

    public static int get16(byte[] buffer, int offset) {
        return (buffer[offset] & 0xFF) << 8 | (buffer[offset + 1] & 0xFF);
    }

    public static int get24(byte[] buffer, int offset) {
        return (buffer[offset] & 0xFF) << 16 | get16(buffer, offset + 1);
    }

    public static int get32(byte[] buffer, int offset) {
        return get16(buffer, offset) << 16 | get16(buffer, offset + 2);
    }

    /** 32 bits, unsigned. */
    public static long getUnsigned32(byte[] buffer, int offset) {
        return get32(buffer, offset) & 0xFFFF_FFFFL;
    }

    public static long get64(byte[] buffer, int offset) {
        return getUnsigned32(buffer, offset) << 32 | getUnsigned32(buffer, offset + 4);
    }

    /** The low 16 bits of {@code value}. */
    public static void put16(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 8);
        buffer[offset + 1] = (byte) value;
    }

    /** The low 24 bits of {@code value}. */
    public static void put24(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 16);
        put16(buffer, offset + 1, value);
    }

    public static void put32(byte[] buffer, int offset, int value) {
        put16(buffer, offset, value >>> 16);
        put16(buffer, offset + 2, value);
    }

    public static void put64(byte[] buffer, int offset, long value) {
        put32(buffer, offset, (int) (value >>> 32));
        put32(buffer, offset + 4, (int) value);
    }
}
