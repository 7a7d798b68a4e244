package io.github.natcast.streamer.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.VideoCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of an offer's formats is sent. Immutable.
 *
 * @param section where it was offered
 * @param codec what it is
 * @param format the offered payload type
 * @param packetizationMode of H.264; other codecs have none
 */
record VideoSelection(MediaSection section, VideoCodec codec, OfferedFormat format, OptionalInt packetizationMode) {

    /** By our preference of codecs first; within a codec the format closest to what is encoded. */
    static Optional<VideoSelection> choose(MediaSection section, List<VideoCodec> preference, Set<Integer> modes) {
        List<OfferedFormat> formats = OfferedFormat.of(section);
        for (VideoCodec codec : preference) {
            Optional<OfferedFormat> best = switch (codec) {
                case H264 -> bestH264(formats, modes);
                // Profile 0 (Main) of AV1 and profile 1 (Main) of H.265 are the defaults, and what is encoded.
                case AV1 -> first(formats, format -> format.is(codec) && format.number("profile") == 0);
                case H265 ->
                    first(
                            formats,
                            format -> format.is(codec)
                                    && format.parameter("profile-id")
                                            .orElse("1")
                                            .equals("1"));
                case VP8 -> first(formats, format -> format.is(codec));
            };
            if (best.isPresent()) {
                OptionalInt mode = codec == VideoCodec.H264 ? OptionalInt.of(mode(best.get())) : OptionalInt.empty();
                return Optional.of(new VideoSelection(section, codec, best.get(), mode));
            }
        }
        return Optional.empty();
    }

    /**
     * RFC 6184 §8.2.2: the answer's packetization-mode and profile are the offer's. Mode 1 first, since mode 0 cannot
     * split a NAL unit; then the closest profile; then the offer's order.
     */
    private static Optional<OfferedFormat> bestH264(List<OfferedFormat> formats, Set<Integer> modes) {
        return formats.stream()
                .filter(format -> format.is(VideoCodec.H264))
                .filter(format -> modes.contains(mode(format)))
                .filter(format -> profile(format).isPresent())
                .min(Comparator.comparing((OfferedFormat format) -> -mode(format))
                        .thenComparing(format -> profile(format).orElseThrow()));
    }

    private static int mode(OfferedFormat format) {
        return format.number("packetization-mode");
    }

    private static Optional<H264Profile> profile(OfferedFormat format) {
        return H264Profile.of(format.parameter("profile-level-id").orElse(H264Profile.DEFAULT_PROFILE_LEVEL_ID));
    }

    private static Optional<OfferedFormat> first(List<OfferedFormat> formats, Predicate<OfferedFormat> accepts) {
        return formats.stream().filter(accepts).findFirst();
    }
}
