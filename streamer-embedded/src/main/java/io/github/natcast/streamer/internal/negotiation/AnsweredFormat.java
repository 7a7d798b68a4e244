package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.streamer.VideoCodec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The format that is sent: the answer's first that this side offered (RFC 3264 §6.1). Immutable.
 *
 * @param offered as this side offered it
 * @param format as the answer has it; its payload type is the one to send
 * @param rtx resends its packets; empty when the answer has none
 */
record AnsweredFormat(LocalFormat offered, OfferedFormat format, Optional<OfferedFormat> rtx) {

    static AnsweredFormat choose(MediaSection section, LocalMedia local) throws AnswerRejectedException {
        List<OfferedFormat> answered = OfferedFormat.of(section);
        List<LocalFormat> formats = LocalFormat.of(local);
        for (OfferedFormat format : answered) {
            Optional<LocalFormat> offered = offered(format, formats);
            if (offered.isPresent()) {
                return new AnsweredFormat(offered.get(), format, format.rtx(answered));
            }
        }
        throw new AnswerRejectedException("The answer takes none of the offered video formats: it has "
                + answered.stream().map(OfferedFormat::describe).toList() + ", and offered were "
                + formats.stream()
                        .map(format -> format.codec().encodingName() + " (" + format.parameters() + ")")
                        .toList());
    }

    /** RFC 6184 §6.2; empty for other codecs than H.264. Only mode 1 is offered. */
    OptionalInt packetizationMode() {
        return offered.codec() == VideoCodec.H264 ? OptionalInt.of(1) : OptionalInt.empty();
    }

    /**
     * By payload type, or by what it is where the answer has a payload type of its own (RFC 3264 §6.1). Engines echo
     * parameters incompletely, so under the offered number the codec's name is enough.
     */
    private static Optional<LocalFormat> offered(OfferedFormat format, List<LocalFormat> formats) {
        return formats.stream()
                .filter(local -> local.payloadType() == format.payloadType() && format.is(local.codec()))
                .findFirst()
                .or(() -> formats.stream()
                        .filter(local -> format.is(local.codec()) && isSame(format, local))
                        .findFirst());
    }

    private static boolean isSame(OfferedFormat format, LocalFormat local) {
        if (local.codec() != VideoCodec.H264) {
            return true;
        }
        return format.number("packetization-mode") == 1
                && OfferedProfile.of(
                                format.parameter("profile-level-id").orElse(OfferedProfile.DEFAULT_PROFILE_LEVEL_ID))
                        .filter(profile -> profile.decoder() >= local.decoder())
                        .isPresent();
    }
}
