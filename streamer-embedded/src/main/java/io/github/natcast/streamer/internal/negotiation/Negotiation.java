package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The agreement between an offer and the local media. It exists before a transport is opened, and is written as an
 * answer once the transport is there. Immutable.
 */
public final class Negotiation {
    private final Offer offer;
    private final Bundle bundle;
    private final LocalMedia local;
    private final VideoSelection video;
    private final Optional<AudioSelection> audio;
    private final SendPlan plan;

    Negotiation(Offer offer, Bundle bundle, LocalMedia local, VideoSelection video, Optional<AudioSelection> audio) {
        this.offer = offer;
        this.bundle = bundle;
        this.local = local;
        this.video = video;
        this.audio = audio;
        SendPlan.Video planned = plan(video);
        boolean transportWide = planned.feedback().contains(RtcpFeedback.TRANSPORT_WIDE);
        this.plan = new SendPlan(offer.transport(), planned, audio.map(selected -> plan(selected, transportWide)));
    }

    /** The media to send, and the transport of the viewer. */
    public SendPlan plan() {
        return plan;
    }

    /** Writes the answer, with local addresses that are rewritten afterwards. */
    public String answer(LocalTransport transport) {
        return new AnswerWriter(offer.description(), bundle, transport, local).write(video, audio, plan);
    }

    /**
     * Writes what the answer to an ICE restart by a fragment says (RFC 9725 §4.3.3).
     *
     * @param transport the candidates in it have public addresses already
     */
    public String fragment(LocalTransport transport) {
        List<String> accepted =
                bundle.isGroup() ? bundle.accepted(video.section(), audio.map(AudioSelection::section)) : List.of();
        return new FragmentWriter(bundle.tagged(), transport).write(accepted);
    }

    /**
     * Negotiates a further offer of the viewer, which may restart ICE: media and DTLS go on as agreed here. Empty when
     * it is of another peer connection, which needs a viewer of its own.
     *
     * @throws OfferRejectedException when it cannot be answered, or changes the media; the viewer goes on
     */
    public Optional<Negotiation> again(Offer next) throws OfferRejectedException {
        if (!FurtherOffer.isOfOneConnection(offer, next)) {
            return Optional.empty();
        }
        Negotiation agreed = next.negotiate(local);
        FurtherOffer.requireUnchanged(plan, agreed.plan);
        return Optional.of(agreed);
    }

    private SendPlan.Video plan(VideoSelection selected) {
        Map<String, Integer> extensions = extensionIds(selected.section());
        Set<RtcpFeedback> feedback = feedback(selected.format());
        settle(extensions, feedback, true);
        return new SendPlan.Video(
                selected.section().mid(),
                selected.codec(),
                selected.format().payloadType(),
                selected.h264()
                        .map(h264 -> h264.answered(local.h264()))
                        .orElse(selected.format().formatParameters()),
                selected.h264()
                        .map(h264 -> OptionalInt.of(h264.packetizationMode()))
                        .orElse(OptionalInt.empty()),
                selected.h264().map(OfferedH264::sent),
                selected.h264().map(h264 -> h264.decoder(local.h264())).orElse(0),
                local.videoSsrc(),
                selected.rtx().map(rtx -> new SendPlan.Rtx(rtx.payloadType(), local.rtxSsrc())),
                local.cname(),
                extensions,
                feedback);
    }

    /**
     * No NACK for audio: a retransmission would arrive too late, and FEC or concealment replaces a lost packet.
     *
     * @param transportWide whether the video has transport-wide feedback; that of audio alone would judge the path by
     *     the smallest part of what is sent
     */
    private SendPlan.Audio plan(AudioSelection selected, boolean transportWide) {
        Map<String, Integer> extensions = extensionIds(selected.section());
        Set<RtcpFeedback> feedback = feedback(selected.format());
        settle(extensions, feedback, transportWide);
        feedback.retainAll(Set.of(RtcpFeedback.TRANSPORT_WIDE));
        return new SendPlan.Audio(
                selected.section().mid(),
                selected.format().payloadType(),
                selected.formatParameters(),
                local.audio().orElseThrow().ssrc(),
                local.cname(),
                extensions,
                feedback);
    }

    /**
     * Transport-wide congestion control needs both the numbers in the packets and the feedback about them; where it is
     * agreed, the viewer's own estimate (REMB) is not needed.
     */
    static void settle(Map<String, Integer> extensions, Set<RtcpFeedback> feedback, boolean wanted) {
        if (wanted
                && extensions.containsKey(HeaderExtensions.TRANSPORT_WIDE)
                && feedback.contains(RtcpFeedback.TRANSPORT_WIDE)) {
            feedback.remove(RtcpFeedback.ESTIMATED_MAXIMUM_BITRATE);
        } else {
            extensions.remove(HeaderExtensions.TRANSPORT_WIDE);
            feedback.remove(RtcpFeedback.TRANSPORT_WIDE);
        }
    }

    private Set<RtcpFeedback> feedback(OfferedFormat format) {
        Set<RtcpFeedback> feedback = EnumSet.noneOf(RtcpFeedback.class);
        feedback.addAll(format.feedback());
        feedback.retainAll(local.feedback());
        return feedback;
    }

    private Map<String, Integer> extensionIds(MediaSection section) {
        Map<String, Integer> ids = new HashMap<>();
        HeaderExtensions.common(section, bundle.members(), local.headerExtensions())
                .forEach(extension -> ids.put(extension.uri(), extension.id()));
        return ids;
    }
}
