package io.github.natcast.sdp.diagnose;

import java.util.Locale;

/**
 * The profile that {@code profile-level-id} stands for (RFC 6184 §8.1, Table 5); the level is not part of it.
 * Stateless.
 */
final class ProfileLevelId {
    /** Without the parameter, Baseline at level 1 (RFC 6184 §8.1). */
    static final String DEFAULT = "42000a";

    private static final int CONSTRAINT_SET0 = 0x80;
    private static final int CONSTRAINT_SET1 = 0x40;

    private ProfileLevelId() {}

    /**
     * Whether a stream of the answered profile is one that was asked for. Encoders write baseline for what is
     * constrained baseline, and browsers decode either.
     */
    static boolean fits(String offered, String answered) {
        String profile = name(offered);
        return !profile.equals("malformed")
                && profile.replace("constrained baseline", "baseline")
                        .equals(name(answered).replace("constrained baseline", "baseline"));
    }

    /** The profile's name; {@code malformed} when the text is not six hexadecimal digits. */
    static String name(String profileLevelId) {
        if (!profileLevelId.matches("[0-9A-Fa-f]{6}")) {
            return "malformed";
        }
        int constraints = Integer.parseInt(profileLevelId.substring(2, 4), 16);
        boolean set0 = (constraints & CONSTRAINT_SET0) != 0;
        boolean set1 = (constraints & CONSTRAINT_SET1) != 0;
        String profile = profileLevelId.substring(0, 2).toLowerCase(Locale.ROOT);
        return switch (profile) {
            case "42" -> set1 ? "constrained baseline" : "baseline";
            case "4d" -> set0 ? "constrained baseline" : "main";
            case "58" -> set0 ? (set1 ? "constrained baseline" : "baseline") : "extended";
            case "64" -> (constraints & 0x0F) == 0x0C ? "constrained high" : "high";
            default -> "profile 0x" + profile;
        };
    }
}
