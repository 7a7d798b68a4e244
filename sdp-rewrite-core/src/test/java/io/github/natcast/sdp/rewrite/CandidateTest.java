package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.PublicAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidateTest {
    private static final String LOCAL = "candidate:1 1 udp 2130706431 192.168.1.10 10111 typ host generation 0";

    private final SdpRewriter rewriter =
            SdpRewriter.builder().publicAddress("51.161.209.200", 20111).build();

    @Test
    void rewritesBothForms() {
        String expected = "candidate:1 1 udp 2130706431 51.161.209.200 20111 typ host generation 0";

        assertThat(rewriter.rewriteCandidate(LOCAL)).containsExactly(expected);
        assertThat(rewriter.rewriteCandidate("a=" + LOCAL)).containsExactly("a=" + expected);
    }

    @Test
    void passesOnWhatItDoesNotChange() {
        for (String same : List.of(
                "",
                "candidate:",
                "candidate:1 1 udp 2130706431 192.168.1.10 99999 typ host",
                "candidate:1 1 udp 2130706431 a.local 10111 typ host",
                "candidate:1 1 tcp 2130706431 192.168.1.10 9 typ host tcptype active",
                "end-of-candidates")) {
            assertThat(rewriter.rewriteCandidate(same)).hasSize(1).first().isSameAs(same);
        }
    }

    @Test
    void appendsInTheSameForm() {
        SdpRewriter appending = SdpRewriter.builder()
                .rule(RewriteRule.named("keep-private").append(PublicAddress.of("51.161.209.200")))
                .build();

        assertThat(appending.rewriteCandidate(LOCAL))
                .hasSize(2)
                .startsWith(LOCAL)
                .last()
                .asString()
                .matches("candidate:\\d+ 1 udp 1694498815 51\\.161\\.209\\.200 10111 typ srflx"
                        + " raddr 192\\.168\\.1\\.10 rport 10111 generation 0");
    }

    @Test
    void dropsByRule() {
        SdpRewriter dropping = SdpRewriter.builder()
                .rule(RewriteRule.named("lan").ranges("192.168.0.0/16").drop())
                .build();

        assertThat(dropping.rewriteCandidate(LOCAL)).isEmpty();
    }

    @Test
    void looksAtTheMidOfASectionBoundRule() {
        SdpRewriter bound = SdpRewriter.builder()
                .rule(RewriteRule.named("video").mid("1").replaceWith(PublicAddress.of("51.161.209.200")))
                .build();

        assertThat(bound.rewriteCandidate(LOCAL, "1")).first().asString().contains("51.161.209.200");
        assertThat(bound.rewriteCandidate(LOCAL, "0")).containsExactly(LOCAL);
        assertThat(bound.rewriteCandidate(LOCAL)).containsExactly(LOCAL);
    }
}
