package io.github.natcast.streamer.internal.rtcp;

import io.github.natcast.streamer.internal.rtp.Bytes;
import java.util.Arrays;

/** The chunks that tell which packets arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1.1 to §3.1.4). */
final class PacketStatuses {
    /** The symbols of a packet; those that arrived stand for as many bytes of delta. */
    static final int NOT_RECEIVED = 0;

    static final int SMALL_DELTA = 1;
    static final int LARGE_DELTA = 2;

    /** How many two-bit symbols a status vector has. */
    static final int VECTOR = 7;

    private static final int RESERVED = 3;
    private static final int ONE_BIT_SYMBOLS = 14;
    private static final int IS_VECTOR = 0x8000;
    private static final int HAS_TWO_BIT_SYMBOLS = 0x4000;
    private static final int RUN_LENGTH = 0x1FFF;
    private static final int RUN_SYMBOL_SHIFT = 13;

    private PacketStatuses() {}

    /**
     * Reads one symbol for each place of {@code statuses}; returns the position behind the chunks, -1 when they end too
     * early or one is reserved.
     */
    static int read(byte[] buffer, int start, int end, int[] statuses) {
        int position = start;
        int known = 0;
        while (known < statuses.length) {
            if (position + 2 > end) {
                return -1;
            }
            int chunk = Bytes.get16(buffer, position);
            position += 2;
            int from = known;
            known = (chunk & IS_VECTOR) == 0 ? run(chunk, statuses, from) : vector(chunk, statuses, from);
            if (known < 0) {
                return -1;
            }
        }
        return position;
    }

    private static int run(int chunk, int[] statuses, int from) {
        int symbol = chunk >>> RUN_SYMBOL_SHIFT;
        int length = chunk & RUN_LENGTH;
        if (symbol == RESERVED) {
            return -1;
        }
        int to = Math.min(statuses.length, from + length);
        Arrays.fill(statuses, from, to, symbol);
        return to;
    }

    /** Symbols beyond the last packet are padding. */
    private static int vector(int chunk, int[] statuses, int from) {
        boolean twoBits = (chunk & HAS_TWO_BIT_SYMBOLS) != 0;
        int to = Math.min(statuses.length, from + (twoBits ? VECTOR : ONE_BIT_SYMBOLS));
        for (int i = from; i < to; i++) {
            int symbol = twoBits ? (chunk >>> (12 - 2 * (i - from))) & 3 : (chunk >>> (13 - (i - from))) & 1;
            if (symbol == RESERVED) {
                return -1;
            }
            statuses[i] = symbol;
        }
        return to;
    }

    /** The chunk of a status vector of two-bit symbols that has this symbol at {@code index} and zeros elsewhere. */
    static int inVector(int symbol, int index) {
        return IS_VECTOR | HAS_TWO_BIT_SYMBOLS | (symbol << (12 - 2 * index));
    }
}
