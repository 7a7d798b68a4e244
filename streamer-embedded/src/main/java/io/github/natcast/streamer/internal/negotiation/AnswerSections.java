package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sections of an answer to an offer of video and perhaps audio, in that order. Immutable.
 *
 * @param video takes the video
 * @param audio takes the audio; empty when none does
 * @param bundled those that are accepted and share one transport; the first has its attributes
 */
record AnswerSections(MediaSection video, Optional<MediaSection> audio, List<MediaSection> bundled) {

    static AnswerSections of(SessionDescription answer, boolean audioOffered) throws AnswerRejectedException {
        List<MediaSection> sections = answer.mediaSections();
        int offered = audioOffered ? 2 : 1;
        if (sections.size() != offered) {
            throw new AnswerRejectedException("The answer has " + sections.size()
                    + " media sections, and the offer has " + offered + " (RFC 3264 §6).");
        }
        MediaSection video = require(sections.get(0), "video", OfferWriter.VIDEO_MID);
        if (!receives(video)) {
            throw new AnswerRejectedException("The engine takes no video: its answer has \""
                    + video.mediaLine().text() + "\"" + direction(video)
                    + ". Offered were H.264 and the other formats of the settings; see what the engine accepts.");
        }
        Optional<MediaSection> audio = audioOffered
                ? Optional.of(require(sections.get(1), "audio", OfferWriter.AUDIO_MID))
                        .filter(AnswerSections::receives)
                : Optional.empty();
        List<String> group = group(answer);
        boolean grouped = audio.isEmpty() || group.contains(OfferWriter.AUDIO_MID);
        if (!grouped || (audio.isPresent() && !group.contains(OfferWriter.VIDEO_MID))) {
            throw new AnswerRejectedException("The answer accepts video and audio without a=group:BUNDLE "
                    + OfferWriter.VIDEO_MID + ' ' + OfferWriter.AUDIO_MID
                    + ", but they have one transport (RFC 9725 §4.4.1).");
        }
        List<MediaSection> bundled = new ArrayList<>();
        bundled.add(video);
        audio.ifPresent(bundled::add);
        return new AnswerSections(video, audio, List.copyOf(bundled));
    }

    /** RFC 9143 §7.3.1: the first of the offered group that is accepted. The video is always. */
    MediaSection tagged() {
        return video;
    }

    private static MediaSection require(MediaSection section, String kind, String mid) throws AnswerRejectedException {
        boolean same = section.kind().equals(kind)
                && section.mid().filter(other -> !other.equals(mid)).isEmpty();
        if (!same) {
            throw new AnswerRejectedException("The answer's section " + section.index() + " is "
                    + section.kind()
                    + section.mid().map(other -> " with mid " + other).orElse("")
                    + ", and the offer's is " + kind + " with mid " + mid + " (RFC 3264 §6).");
        }
        return section;
    }

    /** Whether this side may send to it (RFC 3264 §6.1). */
    private static boolean receives(MediaSection section) {
        return section.port() > 0 && !section.hasAttribute("inactive") && !section.hasAttribute("sendonly");
    }

    private static String direction(MediaSection section) {
        return section.hasAttribute("inactive")
                ? " and a=inactive"
                : section.hasAttribute("sendonly") ? " and a=sendonly" : "";
    }

    private static List<String> group(SessionDescription answer) {
        for (String group : answer.attributes("group")) {
            List<String> tokens = SdpValues.split(group, ' ');
            if (!tokens.isEmpty() && tokens.get(0).equals("BUNDLE")) {
                return tokens.subList(1, tokens.size());
            }
        }
        return List.of();
    }
}
