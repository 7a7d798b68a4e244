package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.VideoCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the answer to a {@link ReceiveOffer} (RFC 3264 §7). Immutable; reads one answer. */
public final class ReceiveAnswer {
    private final List<WantedFormat> wanted;
    private final List<MediaSection> sections;

    private ReceiveAnswer(List<VideoCodec> codecs, SessionDescription answer) {
        wanted = WantedFormat.of(codecs);
        sections = answer.mediaSections();
    }

    /**
     * Reads an answer.
     *
     * @param codecs those of the offer
     * @throws AnswerRejectedException when it is none to that offer, or sends no pictures; the message says which
     */
    public static AgreedMedia read(List<VideoCodec> codecs, String sdp) throws AnswerRejectedException {
        try {
            return new ReceiveAnswer(codecs, OfferSyntax.read(sdp)).read();
        } catch (OfferRejectedException e) {
            throw new AnswerRejectedException(e);
        }
    }

    private AgreedMedia read() throws OfferRejectedException, AnswerRejectedException {
        if (sections.size() != 2) {
            throw new AnswerRejectedException(
                    "The answer has " + sections.size() + " media sections, and the offer has 2 (RFC 3264 §6).");
        }
        MediaSection video = require(0, "video", ReceiveOffer.VIDEO_MID);
        MediaSection audio = require(1, "audio", ReceiveOffer.AUDIO_MID);
        if (!sends(video)) {
            throw new AnswerRejectedException("The server sends no pictures: its answer has \""
                    + video.mediaLine().text() + "\". Offered were " + names()
                    + "; see what it has on air.");
        }
        RemoteTransport transport = RemoteTransport.of(video, "answer");
        if (transport.setup() == Setup.ACTPASS) {
            throw new AnswerRejectedException(
                    "The answer has a=setup:actpass; it must choose active or passive (RFC 8842 §5.3).");
        }
        List<AgreedMedia.Format> formats = new ArrayList<>(pictures(video));
        List<MediaSection> bundled = new ArrayList<>(List.of(video));
        if (sends(audio)) {
            bundled.add(audio);
            sound(audio).ifPresent(formats::add);
        }
        return new AgreedMedia(transport, formats, extensions(bundled), video.hasAttribute("rtcp-rsize"));
    }

    private MediaSection require(int index, String kind, String mid) throws AnswerRejectedException {
        MediaSection section = sections.get(index);
        if (!section.kind().equals(kind)
                || section.mid().filter(other -> !other.equals(mid)).isPresent()) {
            throw new AnswerRejectedException("The answer's section " + index + " is " + section.kind()
                    + section.mid().map(other -> " with mid " + other).orElse("") + ", and the offer's is " + kind
                    + " with mid " + mid + " (RFC 3264 §6).");
        }
        return section;
    }

    private static boolean sends(MediaSection section) {
        return section.port() > 0 && !section.hasAttribute("inactive") && !section.hasAttribute("recvonly");
    }

    private List<AgreedMedia.Format> pictures(MediaSection section) throws AnswerRejectedException {
        List<OfferedFormat> answered = OfferedFormat.of(section);
        List<AgreedMedia.Format> formats = new ArrayList<>();
        for (WantedFormat ours : wanted) {
            answered.stream()
                    .filter(format -> format.payloadType() == ours.payloadType() && format.is(ours.codec()))
                    .findFirst()
                    .ifPresent(format -> formats.add(new AgreedMedia.Format(
                            format.payloadType(),
                            format.rtx(answered)
                                    .filter(rtx -> rtx.payloadType() == ours.rtxPayloadType())
                                    .map(rtx -> OptionalInt.of(rtx.payloadType()))
                                    .orElse(OptionalInt.empty()),
                            Optional.of(ours.codec()),
                            Set.copyOf(format.feedback()))));
        }
        if (formats.isEmpty()) {
            throw new AnswerRejectedException("The answer has no format of the offer, which are " + names() + ": \""
                    + section.mediaLine().text() + "\".");
        }
        return formats;
    }

    private static Optional<AgreedMedia.Format> sound(MediaSection section) {
        return OfferedFormat.of(section).stream()
                .filter(format -> format.payloadType() == ReceiveOffer.OPUS_PAYLOAD_TYPE
                        && format.rtpmap().equalsIgnoreCase("opus/48000/2"))
                .findFirst()
                .map(format -> new AgreedMedia.Format(
                        format.payloadType(), OptionalInt.empty(), Optional.empty(), Set.copyOf(format.feedback())));
    }

    /** RFC 8285 §6: the answer keeps the ids of the offer; one id has one meaning in all sections. */
    private static Map<String, Integer> extensions(List<MediaSection> bundled) {
        Map<String, Integer> agreed = new HashMap<>();
        for (MediaSection section : bundled) {
            for (String value : section.attributes("extmap")) {
                List<String> words = SdpValues.split(value, ' ');
                ReceiveOffer.EXTENSIONS.forEach((uri, id) -> {
                    boolean same = words.size() > 1 && words.get(1).equals(uri);
                    if (same && words.get(0).replaceFirst("/.*", "").equals(Integer.toString(id))) {
                        agreed.put(uri, id);
                    }
                });
            }
        }
        return agreed;
    }

    private String names() {
        return String.join(
                ", ",
                wanted.stream()
                        .map(format -> format.codec().encodingName())
                        .distinct()
                        .toList());
    }
}
