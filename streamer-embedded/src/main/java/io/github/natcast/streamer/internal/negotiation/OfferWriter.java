package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.TransportProtocol;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an offer to send media (RFC 9429 §5.2.1), for a peer that is asked once and cannot ask back (RFC 9725 §4.2):
 * all formats, all candidates, either DTLS role. Immutable.
 *
 * <p>Both sections name the same port and have no {@code a=bundle-only}: engines take port 0 for a rejected section
 * even where that attribute stands beside it (RFC 9143 §7.2.1 would have it so).
 */
public final class OfferWriter {
    static final String VIDEO_MID = "0";
    static final String AUDIO_MID = "1";
    static final int OPUS_PAYLOAD_TYPE = 111;
    private static final String PROFILE = "UDP/TLS/RTP/SAVPF";

    /** What tells simulcast streams apart (RFC 8853 §5.5). */
    private static final List<String> SIMULCAST_EXTENSIONS = List.of(OfferedExtensions.MID, OfferedExtensions.RID);

    private final LocalMedia local;
    private final List<SimulcastLayer> layers;

    /**
     * An offer of one video stream, and one of audio if there is any.
     *
     * @param local the formats in order of preference
     */
    public OfferWriter(LocalMedia local) {
        this(local, List.of());
    }

    /**
     * The same with simulcast (RFC 8853).
     *
     * @param layers the largest picture first; where there are fewer than two, one stream is offered. The media must
     *     have the header extensions MID and RID
     */
    public OfferWriter(LocalMedia local, List<SimulcastLayer> layers) {
        this.local = local;
        this.layers = layers.size() < 2 ? List.of() : List.copyOf(layers);
        if (!this.layers.isEmpty() && !local.headerExtensions().containsAll(SIMULCAST_EXTENSIONS)) {
            throw new IllegalArgumentException("simulcast needs the header extensions " + SIMULCAST_EXTENSIONS
                    + "; the media have " + local.headerExtensions());
        }
    }

    /** Writes the offer. */
    public String write(OfferTransport transport) {
        Lines out = new Lines();
        out.line("v=0");
        // RFC 9429 §5.2.1: a meaningless address, to avoid leaking a local one.
        out.line("o=- " + transport.sessionId() + " " + transport.version() + " IN IP4 0.0.0.0");
        out.line("s=-");
        out.line("t=0 0");
        out.line("a=group:BUNDLE " + VIDEO_MID + (local.audio().isPresent() ? " " + AUDIO_MID : ""));
        writeVideo(out, transport);
        local.audio().ifPresent(opus -> writeAudio(out, transport, opus));
        return out.text();
    }

    /** Writes the {@code application/trickle-ice-sdpfrag} that restarts ICE (RFC 9725 §4.3.3), with all candidates. */
    public String fragment(IceCredentials credentials, List<String> candidates) {
        Lines out = new Lines();
        out.line("a=ice-options:trickle");
        out.line("a=group:BUNDLE " + VIDEO_MID + (local.audio().isPresent() ? " " + AUDIO_MID : ""));
        out.line("m=video 9 " + PROFILE + " " + LocalFormat.of(local).get(0).payloadType());
        out.line("a=mid:" + VIDEO_MID);
        out.line("a=ice-ufrag:" + credentials.usernameFragment());
        out.line("a=ice-pwd:" + credentials.password());
        candidates.forEach(candidate -> out.line("a=" + candidate));
        out.line("a=end-of-candidates");
        return out.text();
    }

    private void writeVideo(Lines out, OfferTransport transport) {
        List<LocalFormat> formats = LocalFormat.of(local);
        List<String> payloadTypes = new ArrayList<>();
        for (LocalFormat format : formats) {
            payloadTypes.add(Integer.toString(format.payloadType()));
            payloadTypes.add(Integer.toString(format.rtxPayloadType()));
        }
        writeTransport(out, "video", VIDEO_MID, String.join(" ", payloadTypes), transport, true);
        writeSending(out, "video", OfferedExtensions.video(local, !layers.isEmpty()));
        for (LocalFormat format : formats) {
            writeFormat(out, format);
        }
        // RFC 5576 §4.2, RFC 4588 §8.1: without MID in the packets, this ties the resent ones to the video. Beside
        // layers, which name themselves, it is the one stream that an engine without simulcast gets.
        out.line("a=ssrc-group:FID " + local.videoSsrc() + " " + local.rtxSsrc());
        writeSource(out, local.videoSsrc(), "video");
        writeSource(out, local.rtxSsrc(), "video");
        if (!layers.isEmpty()) {
            // RFC 8853 §5.1, RFC 8851 §4.
            layers.forEach(layer -> out.line("a=rid:" + layer.rid() + " send"));
            out.line("a=simulcast:send "
                    + String.join(";", layers.stream().map(SimulcastLayer::rid).toList()));
        }
    }

    private void writeFormat(Lines out, LocalFormat format) {
        int payloadType = format.payloadType();
        out.line("a=rtpmap:" + payloadType + " " + format.rtpmap());
        for (RtcpFeedback kind : RtcpFeedback.values()) {
            if (local.feedback().contains(kind)) {
                out.line("a=rtcp-fb:" + payloadType + " " + kind.wire());
            }
        }
        if (!format.parameters().isEmpty()) {
            out.line("a=fmtp:" + payloadType + " " + format.parameters());
        }
        out.line("a=rtpmap:" + format.rtxPayloadType() + " rtx/90000");
        out.line("a=fmtp:" + format.rtxPayloadType() + " apt=" + payloadType);
    }

    private void writeAudio(Lines out, OfferTransport transport, LocalMedia.Opus opus) {
        String payloadType = Integer.toString(OPUS_PAYLOAD_TYPE);
        writeTransport(out, "audio", AUDIO_MID, payloadType, transport, false);
        writeSending(out, "audio", OfferedExtensions.audio(local, !layers.isEmpty()));
        out.line("a=rtpmap:" + payloadType + " opus/48000/2");
        if (local.feedback().contains(RtcpFeedback.TRANSPORT_WIDE)) {
            out.line("a=rtcp-fb:" + payloadType + " " + RtcpFeedback.TRANSPORT_WIDE.wire());
        }
        out.line("a=fmtp:" + payloadType + " " + parameters(opus));
        writeSource(out, opus.ssrc(), "audio");
    }

    /** RFC 7587 §6.1; what this side would receive is written as what it sends, which forwarding engines hand on. */
    private static String parameters(LocalMedia.Opus opus) {
        return "minptime=10"
                + (opus.forwardErrorCorrection() ? ";useinbandfec=1" : "")
                + (opus.discontinuousTransmission() ? ";usedtx=1" : "")
                + (opus.stereo() ? ";stereo=1;sprop-stereo=1" : "");
    }

    private void writeSending(Lines out, String track, Map<String, Integer> extensions) {
        out.line("a=sendonly");
        out.line("a=msid:" + local.streamId() + " " + track);
        out.line("a=rtcp-mux");
        // RFC 8858 §3: RTCP has no port of its own, whatever the answer says.
        out.line("a=rtcp-mux-only");
        out.line("a=rtcp-rsize");
        extensions.forEach((uri, id) -> out.line("a=extmap:" + id + " " + uri));
    }

    private void writeSource(Lines out, long ssrc, String track) {
        out.line("a=ssrc:" + ssrc + " cname:" + local.cname());
        out.line("a=ssrc:" + ssrc + " msid:" + local.streamId() + " " + track);
    }

    /** The transport of all sections stands in each, as browsers write it; the candidates in the tagged one only. */
    private static void writeTransport(
            Lines out, String kind, String mid, String formats, OfferTransport transport, boolean tagged) {
        Optional<IceCandidate> destination = defaultDestination(transport.candidates());
        out.line("m=" + kind + " " + destination.map(IceCandidate::port).orElse(9) + " " + PROFILE + " " + formats);
        out.line("c="
                + destination
                        .flatMap(IceCandidate::ip)
                        .map(OfferWriter::connection)
                        .orElse("IN IP4 0.0.0.0"));
        out.line("a=mid:" + mid);
        out.line("a=ice-ufrag:" + transport.iceCredentials().usernameFragment());
        out.line("a=ice-pwd:" + transport.iceCredentials().password());
        out.line("a=ice-options:trickle");
        out.line("a=fingerprint:" + transport.fingerprint());
        // RFC 8842 §5.2
        out.line("a=setup:actpass");
        if (tagged) {
            transport.candidates().forEach(candidate -> out.line("a=" + candidate));
            out.line("a=end-of-candidates");
        }
    }

    /** RFC 8839 §4.2.1.2: the candidate that reaches most peers, of component 1, over UDP. */
    private static Optional<IceCandidate> defaultDestination(List<String> candidates) {
        List<CandidateType> reach = List.of(CandidateType.RELAY, CandidateType.SRFLX, CandidateType.HOST);
        return candidates.stream()
                .flatMap(candidate -> IceCandidate.tryParse(candidate).stream())
                .filter(candidate -> candidate.component() == 1
                        && candidate.transport() == TransportProtocol.UDP
                        && candidate.ip().isPresent()
                        && reach.contains(candidate.type()))
                .min(Comparator.comparing(candidate -> reach.indexOf(candidate.type())));
    }

    private static String connection(IpAddress address) {
        return "IN " + address.family().addressType() + " " + address;
    }

    /** Lines as SDP ends them (RFC 8866 §5). */
    private static final class Lines {
        private final StringBuilder text = new StringBuilder(4096);

        void line(String line) {
            text.append(line).append("\r\n");
        }

        String text() {
            return text.toString();
        }
    }
}
