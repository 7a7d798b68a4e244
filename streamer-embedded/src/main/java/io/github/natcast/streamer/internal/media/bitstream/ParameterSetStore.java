package io.github.natcast.streamer.internal.media.bitstream;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameter sets of a stream of NAL units, the latest of each kind and number, for key frames that come without.
 * Confined to its reader.
 */
final class ParameterSetStore {
    private static final byte[] START_CODE = {0, 0, 0, 1};
    /** More are damage: H.264 has 32 SPS and 256 PPS at most, and nobody uses so many. */
    private static final int MOST_SETS = 64;

    /** By type, then by number: VPS, SPS, PPS is the order in which they refer to each other. */
    private final Map<Integer, byte[]> sets = new TreeMap<>();

    private final Map<Integer, Boolean> inUnit = new TreeMap<>();

    /** A unit begins. */
    void begin() {
        inUnit.clear();
    }

    /** Keeps the set between two positions; {@code number} is its own, or 0. */
    void keep(int type, int number, byte[] data, int from, int to) {
        int key = type << 16 | (number & 0xffff);
        if (sets.size() < MOST_SETS || sets.containsKey(key)) {
            sets.put(key, Arrays.copyOfRange(data, from, to));
            inUnit.put(key, true);
        }
    }

    /** The unit with those sets in front that it has not itself. */
    byte[] complete(byte[] unit) {
        int more = 0;
        for (Map.Entry<Integer, byte[]> set : sets.entrySet()) {
            more += inUnit.containsKey(set.getKey()) ? 0 : START_CODE.length + set.getValue().length;
        }
        if (more == 0) {
            return unit;
        }
        byte[] whole = new byte[more + unit.length];
        int at = 0;
        for (Map.Entry<Integer, byte[]> set : sets.entrySet()) {
            if (!inUnit.containsKey(set.getKey())) {
                System.arraycopy(START_CODE, 0, whole, at, START_CODE.length);
                System.arraycopy(set.getValue(), 0, whole, at + START_CODE.length, set.getValue().length);
                at += START_CODE.length + set.getValue().length;
            }
        }
        System.arraycopy(unit, 0, whole, at, unit.length);
        return whole;
    }
}
