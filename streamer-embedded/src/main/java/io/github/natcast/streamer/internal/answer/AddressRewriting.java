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
import io.github.natcast.streamer.internal.addresses.LanPeers;
import io.github.natcast.streamer.internal.transport.OwnAddress;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses the answers and candidates of this host tell, and to whom. Immutable.
 *
 * <p>A public address stands for every address of this host in its family, private or not: the host knows which ones
 * are its own. Private addresses of a family without a public one are left out. Viewers in this host's own networks get
 * its address there beside the public ones, and nobody else does.
 *
 * <p>Where viewers connect by TCP may have public addresses of its own; a TCP port without any leads only neighbours.
 */
public final class AddressRewriting {
    /** Shorter prefixes are no network that neighbours share, but the whole Internet behind a point-to-point link. */
    private static final int SHORTEST_IPV4_PREFIX = 8;

    private static final int SHORTEST_IPV6_PREFIX = 32;

    private final SdpRewriter everybody;
    private final LanPeers lan;
    private final Set<IpAddress> own;

    /**
     * @param own the addresses that media are bound to
     * @param publicAddresses those known now; none although hosts are set where their names are not resolved yet
     * @param publicTcp stand for the addresses of TCP in their place; empty where they say it
     * @param translated whether this host is reached at other addresses than its own
     */
    public AddressRewriting(
            Collection<OwnAddress> own,
            List<PublicAddress> publicAddresses,
            List<PublicAddress> publicTcp,
            boolean translated,
            AddressSettings settings) {
        this.lan = settings.lanPeers();
        this.own = Set.copyOf(own.stream()
                .filter(each -> !each.address().isLoopbackAddress())
                .map(OwnAddress::ip)
                .toList());
        SdpRewriterBuilder builder = SdpRewriter.builder();
        new Rules(own, usable(publicTcp), settings, true).standIns().forEach(builder::rule);
        if (translated) {
            Rules rules = new Rules(own, usable(publicAddresses), settings, false);
            rules.standIns().forEach(builder::rule);
            rules.drops().forEach(builder::rule);
        }
        this.everybody = builder.build();
    }

    private static List<PublicAddress> usable(List<PublicAddress> addresses) {
        return addresses.stream()
                .filter(each ->
                        !each.udp().equals(PortMapping.none()) || !each.tcp().equals(PortMapping.none()))
                .toList();
    }

    /** Rewrites a description for this viewer. */
    String answer(String sdp, Audience audience) {
        return rewriter(audience).rewriteText(sdp);
    }

    /** Rewrites candidates for this viewer; each transport address is in the result once. */
    List<String> candidates(List<String> candidates, String mid, Audience audience) {
        SdpRewriter rewriter = rewriter(audience);
        Map<String, String> byAddress = new LinkedHashMap<>();
        for (String candidate : candidates) {
            for (String rewritten : rewriter.rewriteCandidate(candidate, mid)) {
                byAddress.putIfAbsent(transportAddress(rewritten), rewritten);
            }
        }
        return List.copyOf(byAddress.values());
    }

    /** Transport, connection address and port (RFC 8839 §5.1), by which a viewer tells candidates apart. */
    static String transportAddress(String candidate) {
        String[] fields = candidate.split(" ", 7);
        return fields.length < 7 ? candidate : fields[2] + ' ' + fields[4] + ' ' + fields[5];
    }

    private SdpRewriter rewriter(Audience audience) {
        boolean direct = audience.calledHost().filter(own::contains).isPresent();
        return !lan.ownNetworks() || direct ? everybody.forPeer(audience.address()) : everybody;
    }

    /**
     * The rules for one state of the addresses; the first that matches decides.
     *
     * @param tcpOnly whether they are about candidates of TCP alone
     */
    private record Rules(
            Collection<OwnAddress> own,
            List<PublicAddress> publicAddresses,
            AddressSettings settings,
            boolean tcpOnly) {

        /** What stands for this host's addresses. */
        List<RewriteRule> standIns() {
            List<RewriteRule> rules = new ArrayList<>();
            if (tcpOnly && publicAddresses.isEmpty()) {
                return rules;
            }
            if (!settings.keepPrivate()) {
                lanRules(rules);
            }
            List<AddressRange> covered = covered();
            if (!covered.isEmpty()) {
                RewriteRuleBuilder rule = named("own addresses").ranges(covered);
                rules.add(
                        settings.keepPrivate() ? rule.append(first(), others()) : rule.replaceWith(first(), others()));
            }
            return rules;
        }

        private List<AddressRange> covered() {
            return Stream.concat(
                            PrivateAddresses.defaults().stream(), own.stream().map(each -> AddressRange.of(each.ip())))
                    .filter(range -> isCovered(range.family()))
                    .distinct()
                    .toList();
        }

        private RewriteRuleBuilder named(String name) {
            return tcpOnly
                    ? RewriteRule.named("TCP: " + name).transports(CandidateTransport.TCP_PASSIVE)
                    : RewriteRule.named(name);
        }

        /** What no public address stands for: a family without one, and ports that none leads to. */
        List<RewriteRule> drops() {
            List<RewriteRule> rules = new ArrayList<>();
            if (settings.keepPrivate()) {
                return rules;
            }
            List<AddressRange> dropped = PrivateAddresses.defaults().stream()
                    .filter(range -> !settings.keepUncovered() || isCovered(range.family()))
                    .toList();
            if (!dropped.isEmpty()) {
                rules.add(RewriteRule.named("private addresses without a public one")
                        .ranges(dropped)
                        .types(CandidateType.HOST)
                        .drop());
            }
            // A translated address may look public, and leads nowhere all the same.
            List<AddressRange> translated = own.stream()
                    .map(OwnAddress::ip)
                    .filter(ip -> isCovered(ip.family()) && !isPublic(ip))
                    .map(AddressRange::of)
                    .distinct()
                    .toList();
            if (!translated.isEmpty()) {
                rules.add(RewriteRule.named("TCP that is not forwarded")
                        .transports(CandidateTransport.TCP_PASSIVE)
                        .ranges(translated)
                        .drop());
            }
            return rules;
        }

        private void lanRules(List<RewriteRule> rules) {
            if (!settings.lanPeers().ownNetworks()) {
                List<AddressRange> peers = settings.lanPeers().ranges();
                if (!peers.isEmpty()) {
                    addLanRules(rules, "configured networks", peers, own);
                }
                return;
            }
            Map<AddressRange, Set<OwnAddress>> networks = new LinkedHashMap<>();
            for (OwnAddress each : own) {
                boolean ipv4 = each.ip().family() == AddressFamily.IPV4;
                if (each.prefixLength() >= (ipv4 ? SHORTEST_IPV4_PREFIX : SHORTEST_IPV6_PREFIX)) {
                    networks.computeIfAbsent(each.network(), network -> new LinkedHashSet<>())
                            .add(each);
                }
            }
            networks.forEach((network, there) -> addLanRules(rules, network.toString(), List.of(network), there));
        }

        /** The public addresses go along, for whoever is taken for a neighbour and is none. */
        private void addLanRules(
                List<RewriteRule> rules, String name, List<AddressRange> peers, Collection<OwnAddress> told) {
            for (AddressFamily family : AddressFamily.values()) {
                List<AddressRange> ranges = told.stream()
                        .filter(each -> !each.address().isLoopbackAddress())
                        .map(OwnAddress::ip)
                        .filter(ip -> ip.family() == family && !isPublic(ip))
                        .map(AddressRange::of)
                        .distinct()
                        .toList();
                if (ranges.isEmpty()) {
                    continue;
                }
                if (isCovered(family)) {
                    rules.add(named(family + " beside the public ones for " + name)
                            .ranges(ranges)
                            .peers(peers)
                            .append(first(), others()));
                }
                rules.add(named(family + " for " + name)
                        .ranges(ranges)
                        .peers(peers)
                        .keep());
            }
        }

        private boolean isCovered(AddressFamily family) {
            return publicAddresses.stream().anyMatch(each -> each.bothFamilies() || each.family() == family);
        }

        private boolean isPublic(IpAddress ip) {
            return publicAddresses.stream().anyMatch(each -> each.address().equals(ip));
        }

        private PublicAddress first() {
            return publicAddresses.get(0);
        }

        private PublicAddress[] others() {
            return publicAddresses.stream().skip(1).toArray(PublicAddress[]::new);
        }
    }
}
