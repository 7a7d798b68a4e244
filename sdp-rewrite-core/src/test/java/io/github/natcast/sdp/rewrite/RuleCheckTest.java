package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule a then KEEP;rule b range=10.1.0.0/16 then DROP",
                "rule a range=10.0.0.0/9 then KEEP;rule a2 range=10.128.0.0/9 then KEEP;"
                        + "rule b range=10.0.0.0/8 then DROP",
                "rule a ports=1-20000 then KEEP;rule a2 ports=20001-65535 then KEEP;rule b mid=0 then DROP",
                "rule a transport=UDP then KEEP;rule a2 transport=TCP_SO,TCP_PASSIVE then KEEP;"
                        + "rule b transport=UDP,TCP_SO,TCP_PASSIVE then DROP",
                "rule a range=10.0.0.0/8 then REPLACE 192.0.2.1;rule b range=10.0.0.1 ports=5-6 type=HOST transport=UDP then DROP",
                "rule a then KEEP;public-address 192.0.2.1",
                "rule b range=fc00::/7 then REPLACE 192.0.2.1",
                "rule b ports=1-10 then REPLACE 192.0.2.1=range:100-200:100",
                "rule b range=192.0.2.1 then REPLACE 192.0.2.1=fixed:5",
                "rule b then KEEP;rule b range=10.0.0.0/8 type=RELAY then KEEP",
                "rule a then KEEP;rule b peers=10.1.0.0/16 then DROP",
                "rule a peers=10.0.0.0/8 then KEEP;rule b peers=10.1.0.0/16 then DROP",
                "rule a peers=10.0.0.0/9 then KEEP;rule a2 peers=10.128.0.0/9,fd00::/8 then KEEP;"
                        + "rule b peers=10.0.0.0/8,fd00::1 then DROP"
            })
    void namesRulesThatCanNeverDecide(String rules) {
        String culprit = rules.contains("public-address") ? "\"public-address\"" : "\"b\"";

        assertThatThrownBy(() -> build(rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(culprit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule a range=10.1.0.0/16 then DROP;rule b then KEEP",
                "rule a ports=1-20000 then KEEP;rule a2 ports=20002-65535 then KEEP;rule b then DROP",
                "rule a mid=0 then KEEP;rule a2 mid=1 then KEEP;rule b then DROP",
                "rule a kind=video then KEEP;rule b kind=video,audio mid=3 then DROP;rule c kind=audio then DROP",
                "rule a then REPLACE 192.0.2.1=range:100-200:100;rule b then DROP",
                "rule a then REPLACE 192.0.2.1;public-address 2001:db8::1",
                "rule a range=0.0.0.0/1 then KEEP;rule b range=0.0.0.0/0 then DROP",
                "rule a range=::/1 then KEEP;rule b range=::/0 then DROP",
                "rule a peers=10.0.0.0/8 then KEEP;rule b then DROP",
                "rule a peers=0.0.0.0/0,::/0 then KEEP;rule b then DROP",
                "rule a peers=10.0.0.0/8 then KEEP;rule b peers=192.168.0.0/16 then DROP",
                "rule a peers=10.0.0.0/9 then KEEP;rule b peers=10.0.0.0/8 then DROP"
            })
    void letsRulesThatDecideSomethingPass(String rules) {
        assertThat(build(rules)).isNotNull();
    }

    @Test
    void namesOverlapsWithAnExample() {
        SdpRewriter rewriter = build("rule docker range=172.17.0.0/16 then DROP;rule other range=10.0.0.0/8 then KEEP;"
                + "rule lan range=172.16.0.0/12 ports=5000-6000 then KEEP");

        assertThat(rewriter.overlaps())
                .extracting(RuleOverlap::toString)
                .containsExactly(
                        "rules \"docker\" and \"lan\" both match 172.17.0.0 UDP port 5000 HOST; \"docker\" decides");
    }

    @Test
    void saysNothingOfRulesThatNeverMeet() {
        assertThat(build("rule a transport=UDP then KEEP;rule b transport=TCP_SO then DROP;public-address 192.0.2.1")
                        .overlaps())
                .extracting(RuleOverlap::second)
                .containsExactly("public-address", "public-address");
    }

    @Test
    void tellsForWhichPeerRulesOverlap() {
        SdpRewriter rewriter = build("rule a peers=10.1.0.0/16 then KEEP;rule b peers=10.0.0.0/8 then DROP;"
                + "rule c peers=192.168.0.0/16 then DROP;rule d then KEEP");

        assertThat(rewriter.overlaps())
                .extracting(RuleOverlap::toString)
                .containsExactly(
                        "rules \"a\" and \"b\" both match 10.0.0.0 UDP port 1 HOST for peer 10.1.0.0; \"a\" decides");
    }

    @Test
    void givesUpQuietlyOnHugeSetsOfRules() {
        SdpRewriterBuilder builder = SdpRewriter.builder();
        for (int i = 0; i < 120; i++) {
            builder.rule(RewriteRule.named("rule-" + i)
                    .ranges("10." + i + ".0.0/16")
                    .ports(1000 + i, 2000 + i)
                    .mid("m" + i)
                    .keep());
        }

        assertThat(builder.build().overlaps()).isEmpty();
    }

    private static SdpRewriter build(String rules) {
        List<String> lines = Arrays.asList(rules.split(";", -1));
        return GoldenConfig.read(lines).build();
    }
}
