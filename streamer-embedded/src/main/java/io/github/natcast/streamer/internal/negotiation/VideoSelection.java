package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of an offer's formats is sent. Immutable.
 *
 * @param section where it was offered
 * @param codec what it is
 * @param format the offered payload type
 * @param h264 what more is to be said of H.264; other codecs have none
 */
record VideoSelection(MediaSection section, VideoCodec codec, OfferedFormat format, Optional<OfferedH264> h264) {

    /** By our preference of codecs first; within a codec the format closest to what is encoded. */
    static Optional<VideoSelection> choose(MediaSection section, List<VideoCodec> preference, LocalMedia.H264 local) {
        List<OfferedFormat> formats = OfferedFormat.of(section);
        Optional<OfferedH264> h264 = OfferedH264.best(formats, local);
        for (VideoCodec codec : preference) {
            Optional<OfferedFormat> best = switch (codec) {
                case H264 -> h264.map(OfferedH264::format);
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
                return Optional.of(new VideoSelection(
                        section, codec, best.get(), codec == VideoCodec.H264 ? h264 : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<OfferedFormat> first(List<OfferedFormat> formats, Predicate<OfferedFormat> accepts) {
        return formats.stream().filter(accepts).findFirst();
    }
}
