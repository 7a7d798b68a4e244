package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.H264Profile;
import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One video format that an offer of this side has, with the format that resends it as the next payload type. Immutable.
 *
 * @param codec the codec
 * @param payloadType of the dynamic range (RFC 3551 §3)
 * @param parameters the value of {@code a=fmtp}; may be empty
 * @param sent the profile of the H.264 that is encoded for it; empty for other codecs
 * @param decoder profile_idc of what its H.264 decoders are counted on to play; 0 for other codecs
 */
record LocalFormat(VideoCodec codec, int payloadType, String parameters, Optional<H264Profile> sent, int decoder) {
    private static final int FIRST_PAYLOAD_TYPE = 96;

    private static final int CONSTRAINED_BASELINE_IDC = 0x42;

    /**
     * The formats in order of preference; H.264 only in packetization mode 1, because mode 0 cannot split a NAL unit.
     */
    static List<LocalFormat> of(LocalMedia local) {
        List<LocalFormat> formats = new ArrayList<>();
        for (VideoCodec codec : local.videoCodecs()) {
            if (codec == VideoCodec.H264) {
                copied(local.h264(), payloadType(formats)).ifPresent(formats::add);
                for (H264Profile profile : local.h264().profiles()) {
                    formats.add(h264(profile, payloadType(formats)));
                }
            } else {
                formats.add(new LocalFormat(codec, payloadType(formats), parameters(codec), Optional.empty(), 0));
            }
        }
        return formats;
    }

    /** RFC 4588 §8.6. */
    int rtxPayloadType() {
        return payloadType + 1;
    }

    String rtpmap() {
        return codec.encodingName() + "/90000";
    }

    private static int payloadType(List<LocalFormat> before) {
        return FIRST_PAYLOAD_TYPE + 2 * before.size();
    }

    /**
     * Level 3.1, as browsers write it whatever they send: with {@code level-asymmetry-allowed} it is what this side
     * would receive (RFC 6184 §8.2.2), and some engines look for these very six digits.
     */
    private static LocalFormat h264(H264Profile profile, int payloadType) {
        OfferedProfile same = profile == H264Profile.MAIN ? OfferedProfile.MAIN : OfferedProfile.BASELINE;
        String profileLevelId = profile == H264Profile.MAIN ? "4d001f" : "42e01f";
        return new LocalFormat(
                VideoCodec.H264, payloadType, h264(profileLevelId), Optional.of(profile), same.decoder());
    }

    /** A stream that its source has encoded, which is sent as it is to an engine that takes its profile. */
    private static Optional<LocalFormat> copied(LocalMedia.H264 local, int payloadType) {
        int profileIdc = local.copied() >> 16;
        if (profileIdc <= CONSTRAINED_BASELINE_IDC) {
            return Optional.empty();
        }
        String profileLevelId = String.format(Locale.ROOT, "%06x", local.copied());
        return OfferedProfile.of(profileLevelId)
                .flatMap(profile -> profile.sent(local.profiles())
                        .map(sent -> new LocalFormat(
                                VideoCodec.H264,
                                payloadType,
                                h264(profileLevelId),
                                Optional.of(sent),
                                profile.decoder())));
    }

    private static String h264(String profileLevelId) {
        return "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=" + profileLevelId;
    }

    /** What is encoded of the other codecs is their parameters' default. */
    private static String parameters(VideoCodec codec) {
        return codec == VideoCodec.AV1 ? "profile=0" : "";
    }
}
