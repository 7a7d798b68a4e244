package io.github.natcast.streamer.internal.rtp.av1;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Collects OBU elements into a temporal unit. Confined to one thread; joins one unit. */
final class ObuJoin {
    private static final int FORBIDDEN = 0x80;
    private static final int HAS_EXTENSION = 0x04;
    private static final int HAS_SIZE = 0x02;

    private final ByteArrayOutputStream unit = new ByteArrayOutputStream();
    private final ByteArrayOutputStream element = new ByteArrayOutputStream();
    private boolean unfinished;
    private boolean broken;

    /** Whether the last element goes on in the next packet. */
    boolean isUnfinished() {
        return unfinished;
    }

    /** The next element or fragment of one. */
    void add(byte[] payload, int offset, int length, boolean ends) {
        element.write(payload, offset, length);
        unfinished = !ends;
        if (ends) {
            finish(element.toByteArray());
            element.reset();
        }
    }

    /** Writes an OBU with its size, which a sender should leave out, but may have put in (§4.5). */
    private void finish(byte[] obu) {
        if (obu.length == 0) {
            return; // "OBU elements of length zero" carry nothing
        }
        int header = 1 + ((obu[0] & HAS_EXTENSION) != 0 ? 1 : 0);
        if ((obu[0] & FORBIDDEN) != 0 || obu.length < header) {
            broken = true;
            return;
        }
        if ((obu[0] & HAS_SIZE) != 0) {
            long field = Leb128.read(obu, header, obu.length);
            broken |= field == Leb128.BROKEN || header + Leb128.lengthOf(field) + Leb128.valueOf(field) != obu.length;
            unit.writeBytes(obu);
            return;
        }
        unit.write(obu[0] | HAS_SIZE);
        unit.write(obu, 1, header - 1);
        writeLeb128(obu.length - header);
        unit.write(obu, header, obu.length - header);
    }

    private void writeLeb128(int value) {
        int rest = value;
        while (rest >= 0x80) {
            unit.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        unit.write(rest);
    }

    /** Empty when an OBU is wrong, or the last has not ended. */
    Optional<byte[]> temporalUnit() {
        return broken || unfinished || unit.size() == 0 ? Optional.empty() : Optional.of(unit.toByteArray());
    }
}
