package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One offered payload type of H.264 and what would be sent for it. Immutable.
 *
 * @param sent the profile of the stream; what was offered decodes it
 * @param levelIdc ten times the offered level
 */
record OfferedH264(
        OfferedFormat format, OfferedProfile profile, H264Profile sent, int packetizationMode, int levelIdc) {
    private static final Pattern LEVEL =
            Pattern.compile("(?i)(?<profile>(^|;)\\s*profile-level-id\\s*=\\s*[0-9a-f]{4})[0-9a-f]{2}");

    /**
     * The best of them: mode 1 first, since mode 0 cannot split a NAL unit; then the profile that this side prefers;
     * then the profile closest to it; then one whose level suffices; then the offer's order.
     */
    static Optional<OfferedH264> best(List<OfferedFormat> formats, LocalMedia.H264 local) {
        return formats.stream()
                .flatMap(format -> of(format, local).stream())
                .min(Comparator.comparing((OfferedH264 offered) -> -offered.packetizationMode)
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

    /**
     * RFC 6184 §8.2.2: mode and profile are the offer's. The level is that of the stream, which may be above the
     * offer's only with level-asymmetry-allowed: browsers offer 3.1 whatever they can decode.
     */
    String answered(int sentLevelIdc) {
        boolean asymmetric = format.number("level-asymmetry-allowed") == 1;
        String level = String.format(Locale.ROOT, "%02x", asymmetric ? sentLevelIdc : Math.min(sentLevelIdc, levelIdc));
        return LEVEL.matcher(format.formatParameters()).replaceFirst("${profile}" + level);
    }
}
