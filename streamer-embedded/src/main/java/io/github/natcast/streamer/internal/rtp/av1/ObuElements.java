package io.github.natcast.streamer.internal.rtp.av1;

import io.github.natcast.streamer.internal.rtp.UnpacketizableFrameException;
import java.util.Arrays;

/**
 * The OBUs of a temporal unit as RTP carries them: without size fields, and without the OBUs that the payload format
 * leaves out. Confined to one thread.
 */
final class ObuElements {
    private static final int TYPE_TEMPORAL_DELIMITER = 2;
    private static final int TYPE_TILE_LIST = 8;
    private static final int TYPE_PADDING = 15;
    private static final int FORBIDDEN = 0x80;
    private static final int HAS_EXTENSION = 0x04;
    private static final int HAS_SIZE = 0x02;
    private static final int MAXIMUM_LEB128 = 8;

    private final byte[] bytes;
    private int length;
    private int[] ends = new int[8];
    private int count;

    /** Where the next byte is read. */
    private int position;

    /** Reads a low-overhead bitstream (AV1 specification §5.2). */
    ObuElements(byte[] data) throws UnpacketizableFrameException {
        bytes = new byte[data.length];
        while (position < data.length) {
            readObu(data);
        }
    }

    int count() {
        return count;
    }

    /** The elements, one behind the other. */
    byte[] bytes() {
        return bytes;
    }

    int offset(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    int end(int index) {
        return ends[index];
    }

    private void readObu(byte[] data) throws UnpacketizableFrameException {
        int start = position;
        int header = data[position++];
        if ((header & FORBIDDEN) != 0) {
            throw broken("has the forbidden bit set", start, data);
        }
        boolean hasExtension = (header & HAS_EXTENSION) != 0;
        if (hasExtension) {
            position++;
        }
        long size = (header & HAS_SIZE) != 0 ? readLeb128(data, start) : (long) data.length - position;
        if (position + size > data.length || size < 0) {
            throw broken("claims " + size + " bytes", start, data);
        }
        int type = header >>> 3 & 0x0F;
        if (type != TYPE_TEMPORAL_DELIMITER && type != TYPE_TILE_LIST && type != TYPE_PADDING) {
            bytes[length++] = (byte) (header & ~HAS_SIZE);
            if (hasExtension) {
                bytes[length++] = data[start + 1];
            }
            System.arraycopy(data, position, bytes, length, (int) size);
            length += (int) size;
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = length;
        }
        position += (int) size;
    }

    private long readLeb128(byte[] data, int start) throws UnpacketizableFrameException {
        long size = 0;
        for (int i = 0; i < MAXIMUM_LEB128; i++) {
            if (position >= data.length) {
                break;
            }
            int next = data[position++];
            size |= (next & 0x7FL) << (7 * i);
            if ((next & 0x80) == 0) {
                return size;
            }
        }
        throw broken("has a size field that does not end", start, data);
    }

    private static UnpacketizableFrameException broken(String what, int start, byte[] data) {
        return new UnpacketizableFrameException(
                "the AV1 OBU at byte " + start + " of a temporal unit of " + data.length + " bytes " + what);
    }
}
