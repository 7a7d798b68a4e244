package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The offered format that is selected for video. Immutable.
 *
 * @param section the section that offers it
 * @param codec the codec of the format
 * @param format the offered format
 * @param rtx the offered format that resends packets of that one (RFC 4588); empty when there is none
 * @param h264 the details of an H.264 format; empty for other codecs
 */
record VideoSelection(
        MediaSection section,
        VideoCodec codec,
        OfferedFormat format,
        Optional<OfferedFormat> rtx,
        Optional<OfferedH264> h264) {

    /** Selects by the preference of codecs first; within a codec, the format closest to the encoded one. */
    static Optional<VideoSelection> choose(MediaSection section, List<VideoCodec> preference, LocalMedia.H264 local) {
        List<OfferedFormat> formats = OfferedFormat.of(section);
        Optional<OfferedH264> h264 = OfferedH264.best(formats, local);
        for (VideoCodec codec : preference) {
            Optional<OfferedFormat> best = switch (codec) {
                case H264 -> h264.map(OfferedH264::format);
                // AV1 is encoded in profile 0 (Main) and H.265 in profile 1 (Main); both are the defaults.
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
                        section,
                        codec,
                        best.get(),
                        best.get().rtx(formats),
                        codec == VideoCodec.H264 ? h264 : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<OfferedFormat> first(List<OfferedFormat> formats, Predicate<OfferedFormat> accepts) {
        return formats.stream().filter(accepts).findFirst();
    }
}
