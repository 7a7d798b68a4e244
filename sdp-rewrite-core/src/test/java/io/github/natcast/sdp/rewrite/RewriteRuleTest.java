package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.CandidateType;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import org.junit.jupiter.api.Test;

class RewriteRuleTest {
    @Test
    void isAValue() {
        assertThat(media()).isEqualTo(media()).hasSameHashCodeAs(media());
        assertThat(RewriteRule.named("media").drop())
                .isEqualTo(RewriteRule.named("media").drop())
                .isNotEqualTo(RewriteRule.named("media").keep())
                .isNotEqualTo(RewriteRule.named("other").drop())
                .isNotEqualTo(RewriteRule.named("media").port(5).drop())
                .isNotEqualTo(RewriteRule.named("media").peers("10.0.0.0/8").drop());
    }

    @Test
    void saysAllThatItMatchesAndDoes() {
        assertThat(media())
                .hasToString("media: APPEND 51.161.209.200[1-64535>1001-65535] as host with type preference 90"
                        + " 192.168.0.0/16,fd00::/8 host names *.local UDP ports 5004-5010 mid 0 kind video"
                        + " peers 198.51.100.0/24");
        assertThat(RewriteRule.named("docker").ranges("172.17.0.0/16").drop())
                .hasToString("docker: DROP 172.17.0.0/16");
        assertThat(RewriteRule.named("rest").keep()).hasToString("rest: KEEP");
    }

    @Test
    void canBeReadFromTheRewriter() {
        SdpRewriter rewriter = SdpRewriter.builder()
                .rule(media())
                .publicAddress("51.161.209.200")
                .build();

        assertThat(rewriter.rules()).hasSize(2).first().isEqualTo(media());
        assertThat(rewriter.toString()).contains("media: APPEND 51.161.209.200", "public-address: REPLACE");
    }

    private static RewriteRule media() {
        return RewriteRule.named("media")
                .ranges("192.168.0.0/16", "fd00::/8")
                .hostNames("*.local")
                .transports(CandidateTransport.UDP)
                .ports(5004, 5010)
                .mid("0")
                .kind("video")
                .peers("198.51.100.0/24")
                .appendAs(CandidateType.HOST)
                .appendPreference(90)
                .append(PublicAddress.of("51.161.209.200", PortMapping.offset(1000)));
    }
}
