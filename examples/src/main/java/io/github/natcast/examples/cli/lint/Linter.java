package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpEnd;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        Map<String, FrpEnd> ends = Stream.concat(
                        files.frpc().stream().map(FrpcFile::end),
                        files.frps().stream().map(FrpsFile::end))
                .collect(Collectors.toMap(end -> end.place().file(), end -> end, (first, second) -> first));
        return findings.sorted().stream()
                .map(finding -> inItsWords(finding, ends.get(finding.place().file())))
                .toList();
    }

    /** The old files of frp have other names for the same keys. */
    private static LintFinding inItsWords(LintFinding finding, @Nullable FrpEnd end) {
        return end == null || finding.code() == LintCode.UNKNOWN_KEY
                ? finding
                : new LintFinding(
                        finding.code(),
                        finding.place(),
                        end.inItsWords(finding.sentence()),
                        end.inItsWords(finding.fix()));
    }
}
