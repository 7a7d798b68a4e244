package io.github.natcast.streamer.internal.rtp;

/**
 * Walks the NAL units of a byte stream with start codes (ITU-T H.264 and H.265, Annex B). Confined to one thread.
 *
 * <p>Start codes of three and four bytes are alike; zero bytes behind a unit (trailing_zero_8bits) belong to no unit,
 * and empty units are skipped. Bytes before the first start code are skipped.
 */
public final class AnnexB {
    private final byte[] data;
    private int unitStart;
    private int unitEnd;
    private int nextUnit;

    public AnnexB(byte[] data) {
        this.data = data;
        nextUnit = unitAfter(0);
    }

    /** Steps to the next unit; false when there is none. */
    public boolean next() {
        while (nextUnit <= data.length) {
            unitStart = nextUnit;
            nextUnit = unitAfter(unitStart);
            unitEnd = nextUnit <= data.length ? nextUnit - 3 : data.length;
            while (unitEnd > unitStart && data[unitEnd - 1] == 0) {
                unitEnd--;
            }
            if (unitEnd > unitStart) {
                return true;
            }
        }
        return false;
    }

    /** Where the unit's header begins. */
    public int offset() {
        return unitStart;
    }

    /** The unit's bytes, its header included; at least 1. */
    public int length() {
        return unitEnd - unitStart;
    }

    /** The position behind the next 00 00 01 at or after {@code from}; data.length + 1 without one. */
    private int unitAfter(int from) {
        int position = from + 2;
        while (position < data.length) {
            byte value = data[position];
            if (value == 1 && data[position - 1] == 0 && data[position - 2] == 0) {
                return position + 1;
            }
            // Anything above 1 cannot be within a start code: the next one may end three further.
            position += value == 0 || value == 1 ? 1 : 3;
        }
        return data.length + 1;
    }
}
