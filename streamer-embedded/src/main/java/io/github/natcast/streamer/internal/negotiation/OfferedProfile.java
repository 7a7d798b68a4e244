package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The offered H.264 profiles whose decoders play a profile that can be encoded; the closest to that one first. */
enum OfferedProfile {
    CONSTRAINED_BASELINE(66),
    BASELINE(66),
    /** Its decoders also play constrained baseline, which uses a subset of Main's tools (H.264 annex A.2.2). */
    MAIN(77),
    /**
     * Neither this profile nor High is encoded here; a source may have; decoders of both play Main without interlaced
     * pictures and B slices, which the encoders do not use (A.2.4, A.2.4.2). A viewer that offers only these receives
     * Main, whose CABAC is most of High's gain.
     */
    CONSTRAINED_HIGH(100),
    HIGH(100);

    /** RFC 6184 §8.1: without the parameter, Baseline at level 1. */
    static final String DEFAULT_PROFILE_LEVEL_ID = "42000a";

    private static final Pattern GRAMMAR = Pattern.compile("[0-9A-Fa-f]{6}");

    private static final int MAIN_IDC = 77;

    private final int decoder;

    OfferedProfile(int decoder) {
        this.decoder = decoder;
    }

    /** profile_idc of the most that its decoders play of progressive streams without B slices: 66, 77 or 100. */
    int decoder() {
        return decoder;
    }

    /** The best encodable profile that decoders of this one play. */
    Optional<H264Profile> sent(List<H264Profile> made) {
        return Stream.of(H264Profile.MAIN, H264Profile.CONSTRAINED_BASELINE)
                .filter(profile -> decoder >= MAIN_IDC || profile != H264Profile.MAIN)
                .filter(made::contains)
                .findFirst();
    }

    /**
     * RFC 6184 §8.1, table 5: the profile of {@code profile_idc} and {@code profile-iop}; the bits marked x are
     * ignored.
     */
    static Optional<OfferedProfile> of(String profileLevelId) {
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
