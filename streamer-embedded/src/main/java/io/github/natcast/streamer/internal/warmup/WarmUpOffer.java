package io.github.natcast.streamer.internal.warmup;

import io.github.natcast.streamer.internal.transport.Fingerprint;
import io.github.natcast.streamer.internal.transport.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The offer of the warm-up's viewers; it resembles a browser's offer. Stateless. */
public final class WarmUpOffer {
    public static final IceCredentials CREDENTIALS = new IceCredentials("wrmp", "warmupwarmupwarmupwarmup");

    private static final int FIRST_PAYLOAD_TYPE = 96;
    private static final List<String> FORMATS = List.of(
            "VP8/90000",
            "VP9/90000 profile-id=0",
            "VP9/90000 profile-id=2",
            "VP9/90000 profile-id=1",
            "VP9/90000 profile-id=3",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42e01f",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f",
            "H264/90000 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=4d001f",
            "AV1/90000 level-idx=5;profile=0;tier=0",
            "H265/90000 level-id=93;profile-id=1;tier-flag=0;tx-mode=SRST");

    private WarmUpOffer() {}

    public static String sdp(Fingerprint fingerprint) {
        List<String> lines = new ArrayList<>(List.of(
                "v=0", "o=- 1 2 IN IP4 127.0.0.1", "s=-", "t=0 0", "a=group:BUNDLE 0 1", "a=extmap-allow-mixed"));
        // The payload type of its retransmissions follows each format (RFC 4588).
        lines.add("m=video 9 UDP/TLS/RTP/SAVPF "
                + IntStream.range(0, 2 * FORMATS.size())
                        .mapToObj(i -> Integer.toString(FIRST_PAYLOAD_TYPE + i))
                        .collect(Collectors.joining(" ")));
        lines.addAll(section(0, fingerprint));
        for (int i = 0; i < FORMATS.size(); i++) {
            int payloadType = FIRST_PAYLOAD_TYPE + 2 * i;
            String[] format = FORMATS.get(i).split(" ", 2);
            lines.add("a=rtpmap:" + payloadType + " " + format[0]);
            for (String feedback : List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli")) {
                lines.add("a=rtcp-fb:" + payloadType + " " + feedback);
            }
            if (format.length == 2) {
                lines.add("a=fmtp:" + payloadType + " " + format[1]);
            }
            lines.add("a=rtpmap:" + (payloadType + 1) + " rtx/90000");
            lines.add("a=fmtp:" + (payloadType + 1) + " apt=" + payloadType);
        }
        lines.add("m=audio 9 UDP/TLS/RTP/SAVPF 123 9 0 8");
        lines.addAll(section(1, fingerprint));
        lines.add("a=rtpmap:123 opus/48000/2");
        lines.add("a=rtcp-fb:123 transport-cc");
        lines.add("a=fmtp:123 minptime=10;useinbandfec=1;stereo=1");
        return String.join("\r\n", lines) + "\r\n";
    }

    private static List<String> section(int mid, Fingerprint fingerprint) {
        return List.of(
                "c=IN IP4 0.0.0.0",
                "a=rtcp:9 IN IP4 0.0.0.0",
                "a=candidate:1 1 udp 2113937151 192.0.2.1 9 typ host generation 0",
                "a=ice-ufrag:" + CREDENTIALS.usernameFragment(),
                "a=ice-pwd:" + CREDENTIALS.password(),
                "a=ice-options:trickle",
                "a=fingerprint:" + fingerprint,
                "a=setup:actpass",
                "a=mid:" + mid,
                "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                "a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
                "a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
                "a=extmap:5 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                "a=recvonly",
                "a=rtcp-mux",
                "a=rtcp-rsize");
    }
}
