package io.github.natcast.examples.cli;

import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.AddressScope;
import io.github.natcast.sdp.rewrite.CandidateTransport;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.RewriteRuleBuilder;
import io.github.natcast.sdp.rewrite.SdpRewriterBuilder;
import io.github.natcast.topology.PublicAddress;
import java.util.List;
import java.util.stream.Stream;

/** The rules that the options of {@code natcast rewrite} stand for, beyond those that the library derives itself. */
final class RewriteRules {
    private RewriteRules() {}

    /** A viewer whose own address is private shares a network with this host, and is told the addresses there. */
    static RewriteRule keepForLocalPeers() {
        List<AddressRange> peers = Stream.of(AddressScope.PRIVATE, AddressScope.LINK_LOCAL, AddressScope.LOOPBACK)
                .flatMap(scope -> scope.ranges().stream())
                .toList();
        return RewriteRule.named("local-peer")
                .ranges(PrivateAddresses.defaults())
                .peers(peers)
                .keep();
    }

    /** What {@link SdpRewriterBuilder#publicAddress} makes, with the private addresses kept. */
    static RewriteRule appending(List<PublicAddress> addresses) {
        return append(
                RewriteRule.named(SdpRewriterBuilder.PUBLIC_ADDRESS_RULE).ranges(PrivateAddresses.defaults()),
                addresses);
    }

    /** The same rule of a topology, with the private addresses kept. */
    static RewriteRule appending(RewriteRule rule) {
        if (rule.action() != RewriteRule.Action.REPLACE) {
            return rule;
        }
        CandidateTransport[] transports = rule.transports().toArray(CandidateTransport[]::new);
        return append(
                RewriteRule.named(rule.name()).ranges(rule.ranges()).transports(transports[0], transports),
                rule.publicAddresses());
    }

    private static RewriteRule append(RewriteRuleBuilder rule, List<PublicAddress> addresses) {
        return rule.append(
                addresses.get(0), addresses.subList(1, addresses.size()).toArray(PublicAddress[]::new));
    }
}
