package io.github.natcast.streamer.internal.negotiation;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an offer to receive one stream of pictures and one of sound over one transport, as WHEP wants it. Immutable.
 */
public final class ReceiveOffer {
    static final String VIDEO_MID = "0";
    static final String AUDIO_MID = "1";
    static final int OPUS_PAYLOAD_TYPE = 111;
    /** RFC 3551 §6. */
    private static final int PCMU_PAYLOAD_TYPE = 0;

    static final String CAPTURE_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time";

    /** The same ids in both sections (RFC 9143 §10). */
    static final Map<String, Integer> EXTENSIONS = Map.of(HeaderExtensions.TRANSPORT_WIDE, 1, CAPTURE_TIME, 2);

    /** What this side gives: no estimate of its own, since the other side makes one of the arrivals. */
    static final List<RtcpFeedback> FEEDBACK =
            List.of(RtcpFeedback.NACK, RtcpFeedback.PICTURE_LOSS_INDICATION, RtcpFeedback.TRANSPORT_WIDE);

    private static final String PROFILE = "UDP/TLS/RTP/SAVPF";

    private final List<WantedFormat> formats;
    private final StringBuilder out = new StringBuilder(2048);

    private ReceiveOffer(List<VideoCodec> codecs) {
        formats = WantedFormat.of(codecs);
    }

    /** The offer, with all candidates. */
    public static String write(List<VideoCodec> codecs, OfferTransport transport) {
        return new ReceiveOffer(codecs).offer(transport);
    }

    /** The {@code application/trickle-ice-sdpfrag} that restarts ICE with these. */
    public static String fragment(IceCredentials credentials, List<String> candidates) {
        return new ReceiveOffer(List.of(VideoCodec.VP8)).restart(credentials, candidates);
    }

    private String offer(OfferTransport transport) {
        line("v=0");
        // RFC 9429 §5.2.1: a meaningless address, to avoid leaking a local one.
        line("o=- " + transport.sessionId() + " " + transport.version() + " IN IP4 0.0.0.0");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + VIDEO_MID + " " + AUDIO_MID);
        video(transport);
        audio(transport);
        return out.toString();
    }

    private String restart(IceCredentials credentials, List<String> candidates) {
        line("a=group:BUNDLE " + VIDEO_MID + " " + AUDIO_MID);
        line("m=video 9 " + PROFILE + " " + formats.get(0).payloadType());
        line("a=mid:" + VIDEO_MID);
        line("a=ice-ufrag:" + credentials.usernameFragment());
        line("a=ice-pwd:" + credentials.password());
        candidates.forEach(candidate -> line("a=" + candidate));
        line("a=end-of-candidates");
        return out.toString();
    }

    private void video(OfferTransport transport) {
        List<String> payloadTypes = new ArrayList<>();
        for (WantedFormat format : formats) {
            payloadTypes.add(Integer.toString(format.payloadType()));
            payloadTypes.add(Integer.toString(format.rtxPayloadType()));
        }
        section("video", VIDEO_MID, String.join(" ", payloadTypes), transport);
        transport.candidates().forEach(candidate -> line("a=" + candidate));
        line("a=end-of-candidates");
        for (WantedFormat format : formats) {
            line("a=rtpmap:" + format.payloadType() + " " + format.rtpmap());
            FEEDBACK.forEach(kind -> line("a=rtcp-fb:" + format.payloadType() + " " + kind.wire()));
            if (!format.parameters().isEmpty()) {
                line("a=fmtp:" + format.payloadType() + " " + format.parameters());
            }
            line("a=rtpmap:" + format.rtxPayloadType() + " rtx/90000");
            line("a=fmtp:" + format.rtxPayloadType() + " apt=" + format.payloadType());
        }
    }

    private void audio(OfferTransport transport) {
        // MediaMTX gives a stream without sound a silent track of PCMU, and refuses who has none; none is played.
        section("audio", AUDIO_MID, OPUS_PAYLOAD_TYPE + " " + PCMU_PAYLOAD_TYPE, transport);
        line("a=rtpmap:" + OPUS_PAYLOAD_TYPE + " opus/48000/2");
        line("a=rtcp-fb:" + OPUS_PAYLOAD_TYPE + " " + RtcpFeedback.TRANSPORT_WIDE.wire());
        line("a=fmtp:" + OPUS_PAYLOAD_TYPE + " minptime=10;useinbandfec=1;stereo=1");
        line("a=rtpmap:" + PCMU_PAYLOAD_TYPE + " PCMU/8000");
    }

    private void section(String kind, String mid, String payloadTypes, OfferTransport transport) {
        line("m=" + kind + " 9 " + PROFILE + " " + payloadTypes);
        line("c=IN IP4 0.0.0.0");
        line("a=mid:" + mid);
        line("a=ice-ufrag:" + transport.iceCredentials().usernameFragment());
        line("a=ice-pwd:" + transport.iceCredentials().password());
        line("a=ice-options:trickle");
        line("a=fingerprint:" + transport.fingerprint());
        line("a=setup:actpass"); // RFC 8842 §5.2
        line("a=recvonly");
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        EXTENSIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(extension -> line("a=extmap:" + extension.getValue() + " " + extension.getKey()));
    }

    private void line(String line) {
        out.append(line).append("\r\n");
    }
}
