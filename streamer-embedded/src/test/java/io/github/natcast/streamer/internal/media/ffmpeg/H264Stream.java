package io.github.natcast.streamer.internal.media.ffmpeg;

import io.github.natcast.streamer.internal.rtp.AnnexB;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what tests want to know about an access unit: first fields of slices and parameter sets (H.264 §7.3). */
final class H264Stream {
    private final List<byte[]> units = new ArrayList<>();

    H264Stream(byte[] annexB) {
        AnnexB walk = new AnnexB(annexB);
        while (walk.next()) {
            units.add(Arrays.copyOfRange(annexB, walk.offset(), walk.offset() + walk.length()));
        }
    }

    List<Integer> types() {
        return units.stream().map(unit -> unit[0] & 0x1f).toList();
    }

    int longestUnit() {
        return units.stream().mapToInt(unit -> unit.length).max().orElse(0);
    }

    /** slice_type modulo 5 of each slice: 0 is P, 1 is B, 2 is I (table 7-6). */
    List<Integer> sliceTypes() {
        return units.stream()
                .filter(unit -> (unit[0] & 0x1f) == 1 || (unit[0] & 0x1f) == 5)
                .map(unit -> golomb(unit, 1) % 5)
                .toList();
    }

    /** entropy_coding_mode_flag of the first PPS. */
    boolean isCabac() {
        byte[] pps =
                units.stream().filter(unit -> (unit[0] & 0x1f) == 8).findFirst().orElseThrow();
        return bit(pps, afterGolombs(pps, 2)) == 1;
    }

    /** The ue(v) after {@code skipped} others (§9.1); no emulation prevention comes this early. */
    private static int golomb(byte[] unit, int skipped) {
        int at = afterGolombs(unit, skipped);
        int zeros = leadingZeros(unit, at);
        int value = 0;
        for (int i = 0; i <= zeros; i++) {
            value = value << 1 | bit(unit, at + zeros + i);
        }
        return value - 1;
    }

    private static int afterGolombs(byte[] unit, int count) {
        int at = 8;
        for (int i = 0; i < count; i++) {
            at += 2 * leadingZeros(unit, at) + 1;
        }
        return at;
    }

    private static int leadingZeros(byte[] unit, int at) {
        int zeros = 0;
        while (bit(unit, at + zeros) == 0) {
            zeros++;
        }
        return zeros;
    }

    private static int bit(byte[] unit, int at) {
        return (unit[at / 8] >> (7 - at % 8)) & 1;
    }
}
