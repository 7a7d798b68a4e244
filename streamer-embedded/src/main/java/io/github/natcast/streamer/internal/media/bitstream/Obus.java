package io.github.natcast.streamer.internal.media.bitstream;

/** Walks the OBUs of a low-overhead bitstream (AV1 §5.3). Confined to one thread; stops at the first damaged one. */
final class Obus {
    private final byte[] data;
    private int start;
    private int payload;
    private int end;

    Obus(byte[] data) {
        this.data = data;
    }

    /** Steps to the next OBU; false when there is none that is whole. */
    boolean next() {
        start = end;
        if (start >= data.length) {
            return false;
        }
        int header = data[start];
        payload = start + ((header & 0x04) != 0 ? 2 : 1);
        int size = data.length - payload;
        if ((header & 0x02) != 0) {
            size = 0;
            for (int shift = 0; payload < data.length && shift < 28; shift += 7) {
                int next = data[payload++];
                size |= (next & 0x7f) << shift;
                if (next >= 0) {
                    break;
                }
            }
        }
        if (size < 0 || size > data.length - payload) {
            return false;
        }
        end = payload + size;
        return true;
    }

    int type() {
        return data[start] >> 3 & 0xf;
    }

    /** Where its header begins. */
    int start() {
        return start;
    }

    int payload() {
        return payload;
    }

    /** Behind its last byte. */
    int end() {
        return end;
    }
}
