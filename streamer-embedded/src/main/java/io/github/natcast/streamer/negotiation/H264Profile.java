package io.github.natcast.streamer.negotiation;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The profiles of {@code profile-level-id} whose decoders play constrained baseline, which is what is sent; the closest
 * first. Every one of them is a superset of it (H.264 annex A.2).
 */
enum H264Profile {
    CONSTRAINED_BASELINE,
    BASELINE,
    MAIN,
    CONSTRAINED_HIGH,
    HIGH;

    /** RFC 6184 §8.1: without the parameter, Baseline at level 1. */
    static final String DEFAULT_PROFILE_LEVEL_ID = "420010";

    private static final Pattern GRAMMAR = Pattern.compile("[0-9A-Fa-f]{6}");

    /** RFC 6184 §8.1, table 5: the profile of {@code profile_idc} and {@code profile-iop}, whose x bits do not count. */
    static Optional<H264Profile> of(String profileLevelId) {
        if (!GRAMMAR.matcher(profileLevelId).matches()) {
            return Optional.empty();
        }
        int idc = Integer.parseInt(profileLevelId.substring(0, 2), 16);
        int iop = Integer.parseInt(profileLevelId.substring(2, 4), 16);
        if (matches(idc, iop, 0x42, 0b0100_1111, 0b0100_0000)
                || matches(idc, iop, 0x4D, 0b1000_1111, 0b1000_0000)
                || matches(idc, iop, 0x58, 0b1100_1111, 0b1100_0000)) {
            return Optional.of(CONSTRAINED_BASELINE);
        }
        if (matches(idc, iop, 0x42, 0b0100_1111, 0) || matches(idc, iop, 0x58, 0b1100_1111, 0b1000_0000)) {
            return Optional.of(BASELINE);
        }
        if (matches(idc, iop, 0x4D, 0b1010_1111, 0)) {
            return Optional.of(MAIN);
        }
        if (idc == 0x64 && iop == 0b0000_1100) {
            return Optional.of(CONSTRAINED_HIGH);
        }
        return idc == 0x64 && iop == 0 ? Optional.of(HIGH) : Optional.empty();
    }

    private static boolean matches(int idc, int iop, int profile, int mask, int bits) {
        return idc == profile && (iop & mask) == bits;
    }
}
