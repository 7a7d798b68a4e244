package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The offered format that is selected for audio. Immutable.
 *
 * @param section the section that offers it
 * @param format the offered format, which is Opus
 * @param formatParameters the answer's {@code a=fmtp} value; may be empty
 */
record AudioSelection(MediaSection section, OfferedFormat format, String formatParameters) {
    /** RFC 7587 §7: always 48 kHz and two channels, independent of the stream. */
    private static final String RTPMAP = "opus/48000/2";

    /** Selects Opus in the first section that offers it together with rtcp-mux. */
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

    /**
     * RFC 7587 §6.1: the parameters that the viewer supports and the stream uses; sprop-stereo describes the stream in
     * every answer.
     */
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
