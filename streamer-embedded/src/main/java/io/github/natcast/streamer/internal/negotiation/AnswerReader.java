package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the answer to an offer of {@link OfferWriter} (RFC 3264 §7, RFC 9429 §5.11). Immutable.
 *
 * <p>What engines leave out though RFCs want it is not missed: the mids where one section is left, {@code a=setup},
 * {@code a=rtcp-mux} (the offer has {@code a=rtcp-mux-only}). What decides where media go must be there.
 */
public final class AnswerReader {
    private final LocalMedia local;
    private final List<SimulcastLayer> layers;

    /** Of an offer without simulcast. */
    public AnswerReader(LocalMedia local) {
        this(local, List.of());
    }

    /** The arguments are those of the {@link OfferWriter}. */
    public AnswerReader(LocalMedia local, List<SimulcastLayer> layers) {
        this.local = local;
        this.layers = layers.size() < 2 ? List.of() : List.copyOf(layers);
    }

    /**
     * Reads an answer.
     *
     * @throws AnswerRejectedException when it is none to that offer, or takes no video; the message says which
     */
    public SendPlan read(String sdp) throws AnswerRejectedException {
        try {
            AnswerSections answer =
                    AnswerSections.of(OfferSyntax.read(sdp), local.audio().isPresent());
            RemoteTransport transport = transport(answer);
            SendPlan.Video video = video(answer);
            boolean transportWide = video.feedback().contains(RtcpFeedback.TRANSPORT_WIDE);
            Optional<SendPlan.Audio> audio = answer.audio().flatMap(section -> audio(answer, section, transportWide));
            return new SendPlan(transport, video, audio, AnsweredLayers.of(video, answer.video(), layers));
        } catch (OfferRejectedException e) {
            throw new AnswerRejectedException(e);
        }
    }

    private static RemoteTransport transport(AnswerSections answer)
            throws OfferRejectedException, AnswerRejectedException {
        RemoteTransport transport = RemoteTransport.of(answer.tagged(), "answer");
        if (transport.setup() == Setup.ACTPASS) {
            throw new AnswerRejectedException(
                    "The answer has a=setup:actpass; it must choose active or passive (RFC 8842 §5.3).");
        }
        return transport;
    }

    private SendPlan.Video video(AnswerSections answer) throws AnswerRejectedException {
        MediaSection section = answer.video();
        AnsweredFormat agreed = AnsweredFormat.choose(section, local);
        boolean simulcast = !layers.isEmpty();
        Map<String, Integer> extensions = extensions(answer, section, OfferedExtensions.video(local, simulcast));
        Set<RtcpFeedback> feedback = feedback(agreed.format());
        Negotiation.settle(extensions, feedback, true);
        return new SendPlan.Video(
                Optional.of(OfferWriter.VIDEO_MID),
                agreed.offered().codec(),
                agreed.format().payloadType(),
                agreed.format().formatParameters(),
                agreed.packetizationMode(),
                agreed.offered().sent(),
                agreed.offered().decoder(),
                local.videoSsrc(),
                agreed.rtx().map(rtx -> new SendPlan.Rtx(rtx.payloadType(), local.rtxSsrc())),
                local.cname(),
                extensions,
                feedback);
    }

    /** Empty when the engine takes no Opus: the video is sent alone. */
    private Optional<SendPlan.Audio> audio(AnswerSections answer, MediaSection section, boolean transportWide) {
        return OfferedFormat.of(section).stream()
                .filter(format -> format.rtpmap().equalsIgnoreCase("opus/48000/2"))
                .findFirst()
                .map(format -> {
                    Map<String, Integer> extensions =
                            extensions(answer, section, OfferedExtensions.audio(local, !layers.isEmpty()));
                    Set<RtcpFeedback> feedback = feedback(format);
                    Negotiation.settle(extensions, feedback, transportWide);
                    feedback.retainAll(Set.of(RtcpFeedback.TRANSPORT_WIDE));
                    return new SendPlan.Audio(
                            Optional.of(OfferWriter.AUDIO_MID),
                            format.payloadType(),
                            format.formatParameters(),
                            local.audio().orElseThrow().ssrc(),
                            local.cname(),
                            extensions,
                            feedback);
                });
    }

    private Set<RtcpFeedback> feedback(OfferedFormat format) {
        Set<RtcpFeedback> feedback = EnumSet.noneOf(RtcpFeedback.class);
        feedback.addAll(format.feedback());
        feedback.retainAll(local.feedback());
        return feedback;
    }

    /** RFC 8285 §6: the answer keeps the ids of the offer; an extension with another one is not agreed. */
    private static Map<String, Integer> extensions(
            AnswerSections answer, MediaSection section, Map<String, Integer> offered) {
        Map<String, Integer> agreed = new HashMap<>();
        HeaderExtensions.common(section, answer.bundled(), offered.keySet()).stream()
                .filter(extension -> Objects.equals(offered.get(extension.uri()), extension.id()))
                .forEach(extension -> agreed.put(extension.uri(), extension.id()));
        return agreed;
    }
}
