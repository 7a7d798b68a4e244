package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegacyRegexRewriterTest {
    private final LegacyRegexRewriter legacy = LegacyRegexRewriter.of("51.161.209.200");
    private final SdpRewriter right = SdpRewriter.builder()
            .publicAddress(PublicAddress.of("51.161.209.200", PortMapping.offset(10000)))
            .publicAddress("2001:db8:ffff::10")
            .build();

    /** Each known fault: the line, what the two regular expressions make of it, what is right. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    hold | c=IN IP4 0.0.0.0 | c=IN IP4 51.161.209.200 | c=IN IP4 0.0.0.0
                    multicast | c=IN IP4 224.2.1.1/127 | c=IN IP4 51.161.209.200/127 | c=IN IP4 224.2.1.1/127
                    public | c=IN IP4 203.0.113.7 | c=IN IP4 51.161.209.200 | c=IN IP4 203.0.113.7
                    text | i=see c=IN IP4 192.168.1.10 | i=see c=IN IP4 51.161.209.200 | i=see c=IN IP4 192.168.1.10
                    two blanks | c=IN  IP4 192.168.1.10 | c=IN  IP4 192.168.1.10 | c=IN  IP4 51.161.209.200
                    IPv6 | c=IN IP6 fd00::10 | c=IN IP6 fd00::10 | c=IN IP6 2001:db8:ffff::10
                    IPv4 in IPv6 | c=IN IP6 ::ffff:192.168.1.2 | c=IN IP6 ::ffff:192.168.1.2 | \
                        c=IN IP6 ::ffff:51.161.209.200
                    carrier-grade NAT | a=candidate:1 1 udp 9 100.64.0.1 10111 typ host | \
                        a=candidate:1 1 udp 9 100.64.0.1 10111 typ host | \
                        a=candidate:1 1 udp 9 51.161.209.200 20111 typ host
                    IPv4 link-local | a=candidate:1 1 udp 9 169.254.0.1 10111 typ host | \
                        a=candidate:1 1 udp 9 169.254.0.1 10111 typ host | \
                        a=candidate:1 1 udp 9 51.161.209.200 20111 typ host
                    IPv6 link-local | a=candidate:1 1 udp 9 fe80::1%eth0 10111 typ host | \
                        a=candidate:1 1 udp 9 fe80::1%eth0 10111 typ host | \
                        a=candidate:1 1 udp 9 2001:db8:ffff::10 10111 typ host
                    type ignored | a=candidate:1 1 udp 9 10.0.0.1 3478 typ relay | \
                        a=candidate:1 1 udp 9 51.161.209.200 3478 typ relay | \
                        a=candidate:1 1 udp 9 10.0.0.1 3478 typ relay
                    active TCP | a=candidate:1 1 tcp 9 10.0.0.1 9 typ host tcptype active | \
                        a=candidate:1 1 tcp 9 51.161.209.200 9 typ host tcptype active | \
                        a=candidate:1 1 tcp 9 10.0.0.1 9 typ host tcptype active
                    no port mapping | a=candidate:1 1 udp 9 10.0.0.1 10111 typ host | \
                        a=candidate:1 1 udp 9 51.161.209.200 10111 typ host | \
                        a=candidate:1 1 udp 9 51.161.209.200 20111 typ host
                    no a=rtcp | a=rtcp:10111 IN IP4 192.168.1.10 | a=rtcp:10111 IN IP4 192.168.1.10 | \
                        a=rtcp:20111 IN IP4 51.161.209.200
                    """)
    void hasAKnownFault(String name, String line, String legacyLine, String rightLine) {
        String text = "v=0\r\nm=video 0 UDP/TLS/RTP/SAVPF 96\r\n" + line + "\r\n";

        assertThat(legacy.rewrite(text)).endsWith("\r\n" + legacyLine + "\r\n");
        assertThat(right.rewriteText(text)).endsWith("\r\n" + rightLine + "\r\n");
    }

    @Test
    void leavesDuplicatesAndLoneCandidates() {
        String lone = "candidate:1 1 udp 9 192.168.1.10 10111 typ host";
        String two = """
                m=video 9 UDP/TLS/RTP/SAVPF 96
                a=candidate:1 1 udp 9 192.168.1.10 10111 typ host
                a=candidate:2 1 udp 8 10.0.0.1 10111 typ host
                """;

        assertThat(legacy.rewrite(lone)).isEqualTo(lone);
        assertThat(right.rewriteCandidate(lone)).containsExactly("candidate:1 1 udp 9 51.161.209.200 20111 typ host");
        assertThat(legacy.rewrite(two)).containsSubsequence("51.161.209.200 10111", "51.161.209.200 10111");
        assertThat(right.rewriteText(two)).containsOnlyOnce("51.161.209.200 20111");
    }

    @Test
    void agreesWhereTheOriginalWasRight() {
        String text = """
                v=0
                m=video 9 UDP/TLS/RTP/SAVPF 96
                c=IN IP4 192.168.1.10
                a=candidate:1 1 udp 9 192.168.1.10 10111 typ host generation 0
                """;
        SdpRewriter sameports =
                SdpRewriter.builder().publicAddress("51.161.209.200").build();

        assertThat(legacy.rewrite(text)).isEqualTo(sameports.rewriteText(text)).contains("51.161.209.200 10111 typ");
    }
}
