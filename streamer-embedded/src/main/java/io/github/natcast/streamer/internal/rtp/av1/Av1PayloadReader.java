package io.github.natcast.streamer.internal.rtp.av1;

import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.util.List;
import java.util.Optional;

/**
 * Joins AV1 temporal units ("RTP Payload Format For AV1" §4): puts fragments of OBUs together and gives each OBU the
 * size field that RTP leaves out, so that they are a low-overhead bitstream again. Immutable.
 */
public final class Av1PayloadReader implements PayloadReader {
    /** Z: the first element continues one of the packet before. */
    private static final int CONTINUES = 0x80;

    /** Y: the last element goes on in the next packet. */
    private static final int GOES_ON = 0x40;

    /** W: how many elements; with 0, each has its length in front. */
    private static final int COUNT_SHIFT = 4;

    private static final int COUNT = 3;

    /** N: the first packet of a coded video sequence. */
    private static final int NEW_SEQUENCE = 0x08;

    private static final int AGGREGATION_HEADER = 1;

    /** Where a coded video sequence begins; nothing tells the first packet of other temporal units. */
    @Override
    public boolean isFirst(byte[] payload) {
        return (payload[0] & (NEW_SEQUENCE | CONTINUES)) == NEW_SEQUENCE;
    }

    @Override
    public Optional<byte[]> join(List<byte[]> payloads) {
        ObuJoin obus = new ObuJoin();
        for (byte[] payload : payloads) {
            if (!read(payload, obus)) {
                return Optional.empty();
            }
        }
        return obus.temporalUnit();
    }

    /** False when the elements do not fit. */
    private static boolean read(byte[] payload, ObuJoin obus) {
        int count = payload[0] >>> COUNT_SHIFT & COUNT;
        if (((payload[0] & CONTINUES) != 0) != obus.isUnfinished()) {
            return false;
        }
        int position = AGGREGATION_HEADER;
        for (int i = 0; count == 0 ? position < payload.length : i < count; i++) {
            int length = payload.length - position;
            if (count == 0 || i < count - 1) {
                long field = Leb128.read(payload, position, payload.length);
                position += Leb128.lengthOf(field);
                length = Leb128.valueOf(field);
                if (field == Leb128.BROKEN || length > payload.length - position) {
                    return false;
                }
            }
            boolean last = count == 0 ? position + length == payload.length : i == count - 1;
            obus.add(payload, position, length, !(last && (payload[0] & GOES_ON) != 0));
            position += length;
        }
        return position == payload.length && position > AGGREGATION_HEADER;
    }
}
