package io.github.natcast.streamer.internal.answer;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.sdp.rewrite.CandidateTransport;
import io.github.natcast.sdp.rewrite.PrivateAddresses;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.RewriteRuleBuilder;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.sdp.rewrite.SdpRewriterBuilder;
import io.github.natcast.streamer.internal.addresses.AddressSettings;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules about candidates of one transport, for one state of the addresses; the first that matches decides.
 * Immutable.
 *
 * <p>A rewriter keeps each address that its rules put into texts. One that is public for TCP may be translated for UDP,
 * and the reverse, so each transport has a rewriter of its own, which leaves the candidates of the other alone.
 *
 * @param transport UDP or passive TCP, which are all that this host offers
 * @param own the addresses that media are bound to
 * @param publicAddresses stand for them; those without ports of the transport only tell that a family is translated
 * @param translated whether this host is reached at other addresses than its own
 */
record TransportRules(
        CandidateTransport transport,
        Collection<OwnAddress> own,
        List<PublicAddress> publicAddresses,
        boolean translated,
        AddressSettings settings) {
    /** Shorter prefixes are no network that neighbours share, but the whole Internet behind a point-to-point link. */
    private static final int SHORTEST_IPV4_PREFIX = 8;

    private static final int SHORTEST_IPV6_PREFIX = 32;

    SdpRewriter rewriter() {
        SdpRewriterBuilder builder = SdpRewriter.builder();
        rules().forEach(builder::rule);
        return builder.build();
    }

    private List<RewriteRule> rules() {
        List<RewriteRule> rules = new ArrayList<>();
        if (!translated && publicAddresses.isEmpty()) {
            return rules;
        }
        keepPublic(rules);
        if (!settings.keepPrivate()) {
            lanRules(rules);
        }
        standIn(rules);
        if (translated && !settings.keepPrivate()) {
            drops(rules);
        }
        return rules;
    }

    /** Those with ports of this transport are in other rules, and so kept by the rewriter itself. */
    private void keepPublic(List<RewriteRule> rules) {
        List<AddressRange> kept = own.stream()
                .map(OwnAddress::ip)
                .filter(ip -> names(publicAddresses, ip) && !names(mapped(), ip))
                .map(AddressRange::of)
                .distinct()
                .toList();
        if (!kept.isEmpty()) {
            rules.add(named("own addresses that are public").ranges(kept).keep());
        }
    }

    private void lanRules(List<RewriteRule> rules) {
        if (!settings.lanPeers().ownNetworks()) {
            List<AddressRange> peers = settings.lanPeers().ranges();
            if (!peers.isEmpty()) {
                lanRules(rules, "configured networks", peers, own);
            }
            return;
        }
        Map<AddressRange, Set<OwnAddress>> networks = new LinkedHashMap<>();
        // The narrower first: of two networks with one address, the wider would leave the other nothing to decide.
        own.stream()
                .sorted(Comparator.comparingInt(OwnAddress::prefixLength).reversed())
                .filter(each -> each.prefixLength() >= shortestPrefix(each.ip().family()))
                .forEach(each -> networks.computeIfAbsent(each.network(), network -> new LinkedHashSet<>())
                        .add(each));
        networks.forEach((network, there) -> lanRules(rules, network.toString(), List.of(network), there));
    }

    private static int shortestPrefix(AddressFamily family) {
        return family == AddressFamily.IPV4 ? SHORTEST_IPV4_PREFIX : SHORTEST_IPV6_PREFIX;
    }

    /** The public addresses go along, for whoever is taken for a neighbour and is none. */
    private void lanRules(List<RewriteRule> rules, String name, List<AddressRange> peers, Collection<OwnAddress> told) {
        for (AddressFamily family : AddressFamily.values()) {
            List<AddressRange> ranges = told.stream()
                    .filter(each -> !each.address().isLoopbackAddress())
                    .map(OwnAddress::ip)
                    .filter(ip -> ip.family() == family && !names(publicAddresses, ip))
                    .map(AddressRange::of)
                    .distinct()
                    .toList();
            if (ranges.isEmpty()) {
                continue;
            }
            List<PublicAddress> targets = mapped();
            if (serve(targets, family)) {
                rules.add(named(family + " beside the public ones for " + name)
                        .ranges(ranges)
                        .peers(peers)
                        .append(targets.get(0), others(targets)));
            }
            rules.add(named(family + " for " + name).ranges(ranges).peers(peers).keep());
        }
    }

    private void standIn(List<RewriteRule> rules) {
        List<PublicAddress> targets = mapped();
        List<AddressRange> covered = Stream.concat(
                        PrivateAddresses.defaults().stream(), own.stream().map(each -> AddressRange.of(each.ip())))
                .filter(range -> serve(targets, range.family()))
                .distinct()
                .toList();
        if (!covered.isEmpty()) {
            RewriteRuleBuilder rule = named("own addresses").ranges(covered);
            rules.add(
                    settings.keepPrivate()
                            ? rule.append(targets.get(0), others(targets))
                            : rule.replaceWith(targets.get(0), others(targets)));
        }
    }

    /** What no public address stands for: a family without one, and ports that none leads to. */
    private void drops(List<RewriteRule> rules) {
        Stream<AddressRange> unreachable = PrivateAddresses.defaults().stream()
                .filter(range -> !settings.keepUncovered() || serve(publicAddresses, range.family()));
        // A translated address may look public, and leads nowhere all the same.
        Stream<AddressRange> translatedOnes = own.stream()
                .map(OwnAddress::ip)
                .filter(ip -> serve(publicAddresses, ip.family()) && !names(publicAddresses, ip))
                .map(AddressRange::of);
        List<AddressRange> dropped =
                Stream.concat(unreachable, translatedOnes).distinct().toList();
        if (!dropped.isEmpty()) {
            CandidateTransport[] others = Arrays.stream(CandidateTransport.values())
                    .filter(each -> each != CandidateTransport.UDP && each != CandidateTransport.TCP_PASSIVE)
                    .toArray(CandidateTransport[]::new);
            rules.add(RewriteRule.named("addresses and ports without a public one")
                    .transports(transport, others)
                    .ranges(dropped)
                    .types(CandidateType.HOST)
                    .drop());
        }
    }

    private RewriteRuleBuilder named(String name) {
        return RewriteRule.named(name).transports(transport);
    }

    /** The public addresses that have ports of this transport. */
    private List<PublicAddress> mapped() {
        return publicAddresses.stream()
                .filter(each -> !ports(each).equals(PortMapping.none()))
                .toList();
    }

    private PortMapping ports(PublicAddress address) {
        return transport == CandidateTransport.UDP ? address.udp() : address.tcp();
    }

    private static boolean names(List<PublicAddress> addresses, IpAddress ip) {
        return addresses.stream().anyMatch(each -> each.address().equals(ip));
    }

    /** Whether one stands for this host's addresses of the family. */
    static boolean serve(List<PublicAddress> addresses, AddressFamily family) {
        return addresses.stream().anyMatch(each -> each.bothFamilies() || each.family() == family);
    }

    private static PublicAddress[] others(List<PublicAddress> targets) {
        return targets.stream().skip(1).toArray(PublicAddress[]::new);
    }
}
