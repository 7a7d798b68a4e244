package io.github.natcast.streamer.measure;

import java.util.List;

/** An offer that can be answered, and how to spoil it. */
public final class Offers {
    private Offers() {}

    /** The offer of a viewer with {@code TinyIceClient}'s credentials. */
    static String good(String fingerprint) {
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

    /** The same, and audio beside the pictures: payload types 102 and 111. */
    public static String withAudio(String fingerprint) {
        String one = good(fingerprint).replace("a=group:BUNDLE 0", "a=group:BUNDLE 0 1");
        String section = one.substring(one.indexOf("m=video"));
        return one
                + section.replaceAll("a=(rtcp-fb|fmtp).*\r\n", "")
                        .replace("m=video 9 UDP/TLS/RTP/SAVPF 102", "m=audio 9 UDP/TLS/RTP/SAVPF 111")
                        .replace("a=mid:0", "a=mid:1")
                        .replace("102 H264/90000", "111 opus/48000/2");
    }

    static String anyGood() {
        return good("sha-256 " + "00:".repeat(31) + "00");
    }

    static String without(String start) {
        StringBuilder rest = new StringBuilder();
        anyGood()
                .lines()
                .filter(line -> !line.startsWith(start))
                .forEach(line -> rest.append(line).append("\r\n"));
        return rest.toString();
    }

    static String withoutH264() {
        return anyGood().replace("H264", "VP9").replaceAll("a=fmtp.*\r\n", "");
    }

    /** Two sections that would need a transport each. */
    static String withoutBundle() {
        String one = without("a=group");
        String section = one.substring(one.indexOf("m=video"));
        return one
                + section.replace("m=video", "m=audio")
                        .replace("a=mid:0", "a=mid:1")
                        .replace("H264/90000", "opus/48000/2");
    }

    static String ofOneMegabyte() {
        return anyGood() + "a=x-padding:1234567890\r\n".repeat(1_048_576 / 24);
    }
}
