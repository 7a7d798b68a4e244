package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The agreement between an offer and the local media. It exists before a transport is opened, and is written as an
 * answer once the transport is there. Immutable.
 */
public final class Negotiation {
    private final SessionDescription offer;
    private final Bundle bundle;
    private final LocalMedia local;
    private final VideoSelection video;
    private final Optional<AudioSelection> audio;
    private final SendPlan plan;

    Negotiation(
            SessionDescription offer,
            Bundle bundle,
            RemoteTransport remote,
            LocalMedia local,
            VideoSelection video,
            Optional<AudioSelection> audio) {
        this.offer = offer;
        this.bundle = bundle;
        this.local = local;
        this.video = video;
        this.audio = audio;
        this.plan = new SendPlan(remote, plan(video), audio.map(this::plan));
    }

    /** The media to send, and the transport of the viewer. */
    public SendPlan plan() {
        return plan;
    }

    /** Writes the answer, with local addresses that are rewritten afterwards. */
    public String answer(LocalTransport transport) {
        return new AnswerWriter(offer, bundle, transport, local).write(video, audio, plan);
    }

    private SendPlan.Video plan(VideoSelection selected) {
        return new SendPlan.Video(
                selected.section().mid().orElseThrow(),
                selected.codec(),
                selected.format().payloadType(),
                selected.h264()
                        .map(h264 -> h264.answered(local.h264().levelIdc()))
                        .orElse(selected.format().formatParameters()),
                selected.h264()
                        .map(h264 -> OptionalInt.of(h264.packetizationMode()))
                        .orElse(OptionalInt.empty()),
                selected.h264().map(OfferedH264::sent),
                local.videoSsrc(),
                local.cname(),
                extensionIds(selected.section()),
                feedback(selected.format()));
    }

    /** No NACK for audio: a retransmission would arrive too late, and FEC or concealment replaces a lost packet. */
    private SendPlan.Audio plan(AudioSelection selected) {
        Set<RtcpFeedback> feedback = feedback(selected.format());
        feedback.retainAll(Set.of(RtcpFeedback.TRANSPORT_WIDE));
        return new SendPlan.Audio(
                selected.section().mid().orElseThrow(),
                selected.format().payloadType(),
                selected.formatParameters(),
                local.audio().orElseThrow().ssrc(),
                local.cname(),
                extensionIds(selected.section()),
                feedback);
    }

    private Set<RtcpFeedback> feedback(OfferedFormat format) {
        Set<RtcpFeedback> feedback = EnumSet.noneOf(RtcpFeedback.class);
        feedback.addAll(format.feedback());
        feedback.retainAll(local.feedback());
        return feedback;
    }

    private Map<String, Integer> extensionIds(MediaSection section) {
        return HeaderExtensions.common(section, local.headerExtensions()).stream()
                .collect(Collectors.toMap(HeaderExtensions.Agreed::uri, HeaderExtensions.Agreed::id));
    }
}
