package io.github.natcast.examples.cli.lint;

import java.util.List;
import java.util.Locale;

/** All rules. The same files have the same findings, in the same order. */
final class Linter {
    private static final List<Rule> RULES = List.of(
            new KeyRule(),
            new FrpForwardRule(),
            new FrpLocalAddressRule(),
            new FrpProxyTwiceRule(),
            new FrpServerRule(),
            new FrpTokenRule(),
            new FrpAllowedPortsRule(),
            new TcpMuxRule(),
            new UdpPacketSizeRule(),
            new ProxyProtocolRule(),
            new CoturnUsersRule(),
            new CoturnCredentialsRule(),
            new CoturnExternalIpRule(),
            new CoturnListeningRule(),
            new CoturnTransportRule(),
            new CoturnPeersRule(),
            new CoturnRelayPortsRule(),
            new ComposePortsRule(),
            new ComposeAddressRule(),
            new ComposeTwiceRule());

    private Linter() {}

    /** By file, line and column. */
    static List<LintFinding> examine(LintedFiles files, Locale language) {
        Findings findings = new Findings(Texts.of(language));
        RULES.forEach(rule -> rule.examine(files, findings));
        return findings.sorted();
    }
}
