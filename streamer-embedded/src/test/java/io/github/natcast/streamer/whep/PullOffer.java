package io.github.natcast.streamer.whep;

import io.github.natcast.streamer.internal.transport.IceCredentials;
import io.github.natcast.streamer.internal.transport.TinyIceClient;

/**
 * What a media server offers that pulls by WHEP and keeps what it gets as it is: every codec that it can pass on, no
 * RTX, the fingerprint once for all sections, no candidates, and transport-wide feedback. So MediaMTX 1.20 did on
 * 2026-11-27.
 */
final class PullOffer {
    private static final String FEEDBACK = """
            a=rtcp-fb:%1$d nack\r
            a=rtcp-fb:%1$d nack pli\r
            a=rtcp-fb:%1$d transport-cc\r
            """;
    private static final String[][] VIDEO = {
        {"96", "AV1/90000", "profile=1"},
        {"97", "AV1/90000", ""},
        {"98", "VP9/90000", "profile-id=3"},
        {"99", "VP9/90000", "profile-id=0"},
        {"102", "VP8/90000", ""},
        {"103", "H265/90000", "level-id=93;profile-id=2;tier-flag=0;tx-mode=SRST"},
        {"104", "H265/90000", "level-id=93;profile-id=1;tier-flag=0;tx-mode=SRST"},
        {"105", "H264/90000", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f"},
        {"106", "H264/90000", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"}
    };
    private static final String[][] AUDIO = {
        {"112", "multiopus/48000/3", "channel_mapping=0,2,1;num_streams=2;coupled_streams=1"},
        {"111", "opus/48000/2", "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1"},
        {"9", "G722/8000", ""},
        {"0", "PCMU/8000", ""},
        {"122", "L16/48000/2", ""}
    };

    private PullOffer() {}

    /** With the ICE credentials of {@link TinyIceClient}. */
    static String sdp(String fingerprint) {
        return """
                v=0\r
                o=- 4613223182157455686 1795816770 IN IP4 0.0.0.0\r
                s=-\r
                t=0 0\r
                a=msid-semantic:WMS *\r
                a=fingerprint:%s\r
                a=extmap-allow-mixed\r
                a=group:BUNDLE 0 1\r
                """.formatted(fingerprint) + section("video", "0", VIDEO) + section("audio", "1", AUDIO);
    }

    /** As it trickles: the section by its index, the ICE credentials in it, and the candidate's prefix twice. */
    static String fragment(String candidate) {
        return "m=video 9 UDP/TLS/RTP/SAVPF" + payloadTypes(VIDEO) + "\r\na=mid:0\r\n" + credentials()
                + "a=candidate:candidate:" + candidate + " ufrag " + TinyIceClient.CREDENTIALS.usernameFragment()
                + "\r\n";
    }

    private static String section(String kind, String mid, String[][] codecs) {
        StringBuilder out = new StringBuilder("m=" + kind + " 9 UDP/TLS/RTP/SAVPF" + payloadTypes(codecs) + "\r\n"
                + "c=IN IP4 0.0.0.0\r\na=setup:actpass\r\na=mid:" + mid + "\r\n" + credentials()
                + "a=rtcp-mux\r\na=rtcp-rsize\r\n");
        for (String[] codec : codecs) {
            int type = Integer.parseInt(codec[0]);
            out.append("a=rtpmap:").append(type).append(' ').append(codec[1]).append("\r\n");
            if (!codec[2].isEmpty()) {
                out.append("a=fmtp:").append(type).append(' ').append(codec[2]).append("\r\n");
            }
            out.append(
                    kind.equals("video") ? FEEDBACK.formatted(type) : "a=rtcp-fb:%d transport-cc\r\n".formatted(type));
        }
        return out.append("a=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r\n")
                .append("a=recvonly\r\n")
                .toString();
    }

    private static String payloadTypes(String[][] codecs) {
        StringBuilder out = new StringBuilder();
        for (String[] codec : codecs) {
            out.append(' ').append(codec[0]);
        }
        return out.toString();
    }

    private static String credentials() {
        IceCredentials own = TinyIceClient.CREDENTIALS;
        return "a=ice-ufrag:" + own.usernameFragment() + "\r\na=ice-pwd:" + own.password() + "\r\n";
    }
}
