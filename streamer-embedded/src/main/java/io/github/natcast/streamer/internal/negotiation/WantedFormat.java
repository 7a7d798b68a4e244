package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * One video format that this side offers to receive, with its retransmissions as the next payload type. Immutable.
 *
 * @param payloadType of the dynamic range (RFC 3551 §3)
 * @param parameters the value of {@code a=fmtp}; may be empty
 */
record WantedFormat(VideoCodec codec, int payloadType, String parameters) {
    private static final int FIRST_PAYLOAD_TYPE = 96;

    /**
     * H.264 is wanted in each profile that browsers play, constrained baseline first: it is sent on as it comes, and
     * all viewers play that. Level 5.2 says that any picture is taken; who sends does not go by it.
     */
    private static final List<String> H264_PROFILES = List.of("42e034", "4d0034", "640034");

    static List<WantedFormat> of(List<VideoCodec> codecs) {
        List<WantedFormat> formats = new ArrayList<>();
        for (VideoCodec codec : codecs) {
            for (String parameters : parameters(codec)) {
                formats.add(new WantedFormat(codec, FIRST_PAYLOAD_TYPE + 2 * formats.size(), parameters));
            }
        }
        return formats;
    }

    private static List<String> parameters(VideoCodec codec) {
        return switch (codec) {
            case H264 ->
                H264_PROFILES.stream()
                        .map(profile -> "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=" + profile)
                        .toList();
            case AV1 -> List.of("profile=0");
            case H265, VP8 -> List.of("");
        };
    }

    /** RFC 4588 §8.6. */
    int rtxPayloadType() {
        return payloadType + 1;
    }

    String rtpmap() {
        return codec.encodingName() + "/90000";
    }
}
