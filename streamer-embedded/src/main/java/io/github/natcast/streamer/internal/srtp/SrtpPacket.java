package io.github.natcast.streamer.internal.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** A reusable view of a packet in somebody's array, for the SRTP library. Confined to its owner's thread. */
final class SrtpPacket implements ByteArrayBuffer {
    private static final byte[] NONE = {};

    private byte[] buffer = NONE;
    private int offset;
    private int length;

    SrtpPacket of(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** A 32-bit field, such as the SSRC: at 8 in RTP, at 4 in RTCP (RFC 3550 §5.1, §6.4). */
    int int32(int at) {
        int i = offset + at;
        return buffer[i] << 24 | (buffer[i + 1] & 0xff) << 16 | (buffer[i + 2] & 0xff) << 8 | (buffer[i + 3] & 0xff);
    }

    @Override
    public byte[] getBuffer() {
        return buffer;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] target) {
        System.arraycopy(buffer, offset + from, target, 0, count);
    }

    /** The array is the caller's and cannot grow: it must have the room. */
    @Override
    public void grow(int count) {
        if (buffer.length - offset - length < count) {
            throw new IllegalArgumentException("a packet of " + length + " bytes at " + offset + " needs " + count
                    + " more bytes behind it, but its array ends at " + buffer.length);
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, buffer, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length -= count;
    }
}
