package io.github.natcast.examples;

import io.github.natcast.sdp.rewrite.Decision;
import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.SdpRewriter;

/** Rewrites one answer for a server at 192.168.1.10:10111 that browsers reach at 51.161.209.200:40111. */
public final class RewriteOneSdp {
    private static final String LOCAL_ANSWER = String.join(
            "\r\n",
            "v=0",
            "o=- 4611731400430051336 2 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "m=video 10111 UDP/TLS/RTP/SAVPF 102",
            "c=IN IP4 192.168.1.10",
            "a=candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host",
            "a=ice-ufrag:mk2b",
            "a=ice-pwd:9vuTRGlAKm4nYMUDPvOaWcoi",
            "a=sendonly",
            "");

    private RewriteOneSdp() {}

    public static void main(String[] arguments) {
        SdpRewriter rewriter =
                SdpRewriter.builder().publicAddress("51.161.209.200", 40111).build();

        RewriteResult result = rewriter.rewrite(LOCAL_ANSWER);
        System.out.print(result.sdp());

        System.out.println();
        for (Decision change : result.changes()) {
            System.out.println(
                    "line " + change.lineNumber() + ": " + change.reason().sentence());
            System.out.println("  - " + change.before());
            System.out.println("  + " + change.after());
        }

        // The same for trickled candidates.
        System.out.println(rewriter.rewriteCandidate("candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host"));
    }
}
