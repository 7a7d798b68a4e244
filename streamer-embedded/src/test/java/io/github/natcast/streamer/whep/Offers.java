package io.github.natcast.streamer.whep;

import java.util.List;

/** Offers that a streamer answers. */
public final class Offers {
    private Offers() {}

    /** H.264 alone, payload type 102, with the ICE credentials of {@code TinyIceClient}. */
    public static String good(String fingerprint) {
        return String.join(
                        "\r\n",
                        List.of(
                                "v=0",
                                "o=- 1 2 IN IP4 127.0.0.1",
                                "s=-",
                                "t=0 0",
                                "a=group:BUNDLE 0",
                                "m=video 9 UDP/TLS/RTP/SAVPF 102",
                                "c=IN IP4 0.0.0.0",
                                "a=ice-ufrag:tiny",
                                "a=ice-pwd:tinytinytinytinytiny22",
                                "a=fingerprint:" + fingerprint,
                                "a=setup:actpass",
                                "a=mid:0",
                                "a=recvonly",
                                "a=rtcp-mux",
                                "a=rtpmap:102 H264/90000",
                                "a=rtcp-fb:102 nack",
                                "a=rtcp-fb:102 nack pli",
                                "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"))
                + "\r\n";
    }

    /** The same with Opus beside it: payload types 102 and 111. */
    public static String withAudio(String fingerprint) {
        String one = good(fingerprint).replace("a=group:BUNDLE 0", "a=group:BUNDLE 0 1");
        String section = one.substring(one.indexOf("m=video"));
        return one
                + section.replaceAll("a=(rtcp-fb|fmtp).*\r\n", "")
                        .replace("m=video 9 UDP/TLS/RTP/SAVPF 102", "m=audio 9 UDP/TLS/RTP/SAVPF 111")
                        .replace("a=mid:0", "a=mid:1")
                        .replace("102 H264/90000", "111 opus/48000/2");
    }
}
