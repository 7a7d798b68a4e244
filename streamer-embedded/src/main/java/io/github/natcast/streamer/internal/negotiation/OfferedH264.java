package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One offered H.264 format with the stream that would be sent for it. Immutable.
 *
 * @param format the offered format
 * @param profile the offered profile
 * @param sent the profile of the stream, which decoders of the offered profile support
 * @param packetizationMode the offered mode (RFC 6184 §6.2), 0 or 1
 * @param levelIdc ten times the offered level
 */
record OfferedH264(
        OfferedFormat format, OfferedProfile profile, H264Profile sent, int packetizationMode, int levelIdc) {
    private static final Pattern LEVEL =
            Pattern.compile("(?i)(?<profile>(^|;)\\s*profile-level-id\\s*=\\s*[0-9a-f]{4})[0-9a-f]{2}");

    /**
     * The best of the offered formats. The criteria in order: packetization mode 1, because mode 0 cannot split a NAL
     * unit; a profile whose decoders play what the source has encoded; the profile that this side prefers; the offered
     * profile closest to it; a sufficient level; the order of the offer.
     */
    static Optional<OfferedH264> best(List<OfferedFormat> formats, LocalMedia.H264 local) {
        return formats.stream()
                .flatMap(format -> of(format, local).stream())
                .min(Comparator.comparing((OfferedH264 offered) -> -offered.packetizationMode)
                        .thenComparing(offered -> !offered.copies(local))
                        .thenComparing(offered -> local.profiles().indexOf(offered.sent))
                        .thenComparing(OfferedH264::profile)
                        .thenComparing(offered -> offered.levelIdc < local.levelIdc()));
    }

    private static Optional<OfferedH264> of(OfferedFormat format, LocalMedia.H264 local) {
        String profileLevelId = format.parameter("profile-level-id").orElse(OfferedProfile.DEFAULT_PROFILE_LEVEL_ID);
        int mode = format.number("packetization-mode");
        if (!format.is(VideoCodec.H264) || !local.packetizationModes().contains(mode)) {
            return Optional.empty();
        }
        return OfferedProfile.of(profileLevelId)
                .flatMap(profile -> profile.sent(local.profiles())
                        .map(sent -> new OfferedH264(
                                format, profile, sent, mode, Integer.parseInt(profileLevelId.substring(4), 16))));
    }

    /** Whether its decoders play what the source on air has encoded; not so when it has encoded nothing. */
    private boolean copies(LocalMedia.H264 local) {
        return local.copied() != 0 && profile.decoder() >= local.copied() >> 16;
    }

    /**
     * profile_idc of what its decoders are counted on to play: that of the profile that is encoded, or more where the
     * source on air has encoded more, so that viewers with different offers share encodings otherwise.
     */
    int decoder(LocalMedia.H264 local) {
        int encoded = sent == H264Profile.MAIN ? OfferedProfile.MAIN.decoder() : OfferedProfile.BASELINE.decoder();
        return copies(local) ? Math.max(encoded, local.copied() >> 16) : encoded;
    }

    /**
     * The answered format parameters. RFC 6184 §8.2.2: mode and profile are those of the offer. The level is that of
     * the stream, and may exceed the offered one only with level-asymmetry-allowed; browsers offer level 3.1 even when
     * they decode higher ones.
     */
    String answered(LocalMedia.H264 local) {
        int sentLevelIdc = copies(local) ? Math.max(local.levelIdc(), local.copied() & 0xff) : local.levelIdc();
        boolean asymmetric = format.number("level-asymmetry-allowed") == 1;
        String level = String.format(Locale.ROOT, "%02x", asymmetric ? sentLevelIdc : Math.min(sentLevelIdc, levelIdc));
        return LEVEL.matcher(format.formatParameters()).replaceFirst("${profile}" + level);
    }
}
