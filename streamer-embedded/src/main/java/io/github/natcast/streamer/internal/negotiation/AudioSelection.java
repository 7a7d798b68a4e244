package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offered format in which audio is sent. Immutable.
 *
 * @param section where it was offered
 * @param format the offered payload type of Opus
 * @param formatParameters the answer's {@code a=fmtp} value; may be empty
 */
record AudioSelection(MediaSection section, OfferedFormat format, String formatParameters) {
    /** RFC 7587 §7: always 48 kHz and two channels, whatever is sent. */
    private static final String RTPMAP = "opus/48000/2";

    /** The first section with Opus of those that can be answered. */
    static Optional<AudioSelection> choose(List<MediaSection> sections, LocalMedia.Opus local) {
        for (MediaSection section : sections) {
            for (OfferedFormat format : OfferedFormat.of(section)) {
                if (section.hasAttribute("rtcp-mux") && format.rtpmap().equalsIgnoreCase(RTPMAP)) {
                    return Optional.of(new AudioSelection(section, format, parameters(format, local)));
                }
            }
        }
        return Optional.empty();
    }

    /** RFC 7587 §6.1: what the viewer can make use of and is sent; sprop-stereo says what is sent whoever asks. */
    private static String parameters(OfferedFormat format, LocalMedia.Opus local) {
        List<String> parameters = new ArrayList<>();
        format.parameter("minptime")
                .filter(value -> value.matches("\\d{1,3}"))
                .ifPresent(value -> parameters.add("minptime=" + value));
        if (local.forwardErrorCorrection() && format.number("useinbandfec") == 1) {
            parameters.add("useinbandfec=1");
        }
        if (local.discontinuousTransmission() && format.number("usedtx") == 1) {
            parameters.add("usedtx=1");
        }
        if (local.stereo()) {
            if (format.number("stereo") == 1) {
                parameters.add("stereo=1");
            }
            parameters.add("sprop-stereo=1");
        }
        return String.join(";", parameters);
    }
}
