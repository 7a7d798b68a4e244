package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.sdp.TransportProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes one answer (RFC 9429 §5.3.1). Confined to one call.
 *
 * <p>The answer has every section of the offer, in order: sections with sent media are {@code sendonly}, others are
 * rejected with port 0. An unused section that is BUNDLE-tagged is accepted as {@code inactive} instead: with
 * {@code bundlePolicy: max-bundle} browsers reject an answer whose tagged section is rejected, and they expect the
 * candidates there (RFC 9143 §7.3).
 */
final class AnswerWriter {
    private static final String VIDEO_TRACK = "video";
    private static final String AUDIO_TRACK = "audio";

    private final SessionDescription offer;
    private final Bundle bundle;
    private final LocalTransport transport;
    private final LocalMedia local;
    private final Optional<IceCandidate> defaultCandidate;
    private final StringBuilder out = new StringBuilder(2048);

    AnswerWriter(SessionDescription offer, Bundle bundle, LocalTransport transport, LocalMedia local) {
        this.offer = offer;
        this.bundle = bundle;
        this.transport = transport;
        this.local = local;
        this.defaultCandidate = defaultCandidate(transport.candidates());
    }

    String write(VideoSelection video, Optional<AudioSelection> audio, SendPlan plan) {
        MediaSection tagged = bundle.tagged();
        Optional<MediaSection> audioSection = audio.map(AudioSelection::section);
        line("v=0");
        // RFC 9429 §5.2.1: a meaningless address, to avoid leaking a local one.
        line("o=- " + transport.sessionId() + " " + transport.version() + " IN IP4 0.0.0.0");
        line("s=-");
        line("t=0 0");
        if (bundle.isGroup()) {
            line("a=group:BUNDLE " + String.join(" ", bundle.accepted(video.section(), audioSection)));
        }
        for (MediaSection section : offer.mediaSections()) {
            if (section == video.section()) {
                writeVideo(video, plan.video());
            } else if (isSame(audioSection, section)) {
                writeAudio(audio.orElseThrow(), plan.audio().orElseThrow());
            } else if (section == tagged) {
                writeInactive(section);
            } else {
                writeRejected(section);
            }
        }
        return out.toString();
    }

    private static boolean isSame(Optional<MediaSection> known, MediaSection section) {
        return known.isPresent() && known.get() == section;
    }

    private void writeVideo(VideoSelection video, SendPlan.Video plan) {
        writeSent(
                video.section(),
                video.format(),
                plan.rtx(),
                plan.formatParameters(),
                plan.headerExtensions(),
                plan.feedback());
        line("a=msid:" + local.streamId() + " " + VIDEO_TRACK);
        // RFC 5576 §4.2, RFC 4588 §8.1: without MID in the packets, this is what ties the resent ones to the video.
        plan.rtx().ifPresent(rtx -> line("a=ssrc-group:FID " + plan.ssrc() + " " + rtx.ssrc()));
        writeSource(plan.ssrc(), VIDEO_TRACK);
        plan.rtx().ifPresent(rtx -> writeSource(rtx.ssrc(), VIDEO_TRACK));
    }

    private void writeAudio(AudioSelection audio, SendPlan.Audio plan) {
        writeSent(
                audio.section(),
                audio.format(),
                Optional.empty(),
                plan.formatParameters(),
                plan.headerExtensions(),
                plan.feedback());
        line("a=msid:" + local.streamId() + " " + AUDIO_TRACK);
        writeSource(plan.ssrc(), AUDIO_TRACK);
    }

    private void writeSent(
            MediaSection section,
            OfferedFormat format,
            Optional<SendPlan.Rtx> rtx,
            String formatParameters,
            Map<String, Integer> headerExtensions,
            Set<RtcpFeedback> feedback) {
        int payloadType = format.payloadType();
        writeTransport(
                section,
                payloadType + rtx.map(resent -> " " + resent.payloadType()).orElse(""));
        line("a=sendonly");
        line("a=rtcp-mux");
        if (section.hasAttribute("rtcp-rsize")) {
            line("a=rtcp-rsize");
        }
        HeaderExtensions.common(section, bundle.members(), headerExtensions.keySet())
                .forEach(extension -> line("a=extmap:" + extension.line()));
        line("a=rtpmap:" + payloadType + " " + format.rtpmap());
        for (RtcpFeedback kind : RtcpFeedback.values()) {
            if (feedback.contains(kind)) {
                line("a=rtcp-fb:" + payloadType + " " + kind.wire());
            }
        }
        if (!formatParameters.isEmpty()) {
            line("a=fmtp:" + payloadType + " " + formatParameters);
        }
        rtx.ifPresent(resent -> {
            line("a=rtpmap:" + resent.payloadType() + " rtx"
                    + format.rtpmap().substring(format.encodingName().length()));
            line("a=fmtp:" + resent.payloadType() + " apt=" + payloadType);
        });
    }

    /** Both tracks have one stream id, so that browsers play them in sync (RFC 8830). */
    private void writeSource(long ssrc, String track) {
        line("a=ssrc:" + ssrc + " cname:" + local.cname());
        line("a=ssrc:" + ssrc + " msid:" + local.streamId() + " " + track);
    }

    private void writeInactive(MediaSection section) {
        if (section.kind().equals("application")) {
            writeTransport(section, String.join(" ", section.formats()));
            section.attribute("sctp-port").ifPresent(port -> line("a=sctp-port:" + port));
            return;
        }
        String format = section.formats().get(0);
        writeTransport(section, format);
        line("a=inactive");
        if (section.hasAttribute("rtcp-mux")) {
            line("a=rtcp-mux");
        }
        writeFormat(section, format);
    }

    /** RFC 3264 §6: which format is listed means nothing, but Pion refuses an answer with one that is not described. */
    private void writeRejected(MediaSection section) {
        String format = section.formats().get(0);
        line("m=" + section.kind() + " 0 " + section.protocol() + " " + format);
        line("c=IN IP4 0.0.0.0");
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=inactive");
        writeFormat(section, format);
    }

    /** As the offer describes it. */
    private void writeFormat(MediaSection section, String format) {
        for (String attribute : List.of("rtpmap", "fmtp")) {
            section.attributes(attribute).stream()
                    .filter(value -> value.startsWith(format + " "))
                    .forEach(value -> line("a=" + attribute + ":" + value));
        }
    }

    /**
     * Writes the attributes that bundled sections share. As browsers do, the answer repeats them in every section, for
     * receivers that read only the section itself; only the tagged section has candidates.
     */
    private void writeTransport(MediaSection section, String formats) {
        line("m=" + section.kind() + " "
                + defaultCandidate.map(IceCandidate::port).orElse(9) + " " + section.protocol() + " " + formats);
        line("c="
                + defaultCandidate
                        .flatMap(IceCandidate::ip)
                        .map(AnswerWriter::connection)
                        .orElse("IN IP4 0.0.0.0"));
        section.mid().ifPresent(mid -> line("a=mid:" + mid));
        line("a=ice-ufrag:" + transport.iceCredentials().usernameFragment());
        line("a=ice-pwd:" + transport.iceCredentials().password());
        line("a=ice-options:trickle");
        line("a=fingerprint:" + transport.fingerprint());
        line("a=setup:" + transport.dtlsRole().setup());
        if (section == bundle.tagged()) {
            transport.candidates().forEach(candidate -> line("a=" + candidate));
            if (transport.endOfCandidates()) {
                line("a=end-of-candidates");
            }
        }
    }

    /** RFC 8839 §4.2.1.2: {@code c=} and {@code m=} name the default destination, a UDP candidate of component 1. */
    private static Optional<IceCandidate> defaultCandidate(List<String> candidates) {
        return candidates.stream()
                .flatMap(candidate -> IceCandidate.tryParse(candidate).stream())
                .filter(candidate -> candidate.component() == 1
                        && candidate.transport() == TransportProtocol.UDP
                        && candidate.ip().isPresent())
                .findFirst();
    }

    private static String connection(IpAddress address) {
        return "IN " + address.family().addressType() + " " + address;
    }

    private void line(String text) {
        out.append(text).append("\r\n");
    }
}
