package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.AddressFamily;
import io.github.natcast.sdp.CandidateType;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.PublicAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that overlap and rules that can never decide. Used once.
 *
 * <p>Every matcher is a union of intervals, so where two rules differ, they differ at the start of an interval of one
 * of them or just after its end. It is exact to try those points only.
 */
final class RuleCheck {
    /** The check gives up after this many points: some hundred rules with ranges, ports and sections of their own. */
    private static final long MOST_POINTS = 2_000_000;

    private static final String ELSEWHERE = "\u0000";

    private final List<RewriteRule> rules;
    private final Set<IpAddress> publicAddresses;
    private final Map<String, RuleOverlap> overlaps = new LinkedHashMap<>();
    private long points;

    private RuleCheck(List<RewriteRule> rules) {
        this.rules = rules;
        this.publicAddresses = rules.stream()
                .flatMap(rule -> rule.publicAddresses().stream())
                .map(PublicAddress::address)
                .collect(Collectors.toSet());
    }

    /**
     * The overlaps, in the order of the rules.
     *
     * @throws IllegalArgumentException when two rules have one name, or a rule can never decide; the message names it
     *     and those before it that decide in its place
     */
    static List<RuleOverlap> check(List<RewriteRule> rules) {
        Set<String> names = new LinkedHashSet<>();
        for (RewriteRule rule : rules) {
            if (!names.add(rule.name())) {
                throw new IllegalArgumentException("two rules have the name \"" + rule.name() + "\"");
            }
        }
        RuleCheck check = new RuleCheck(rules);
        for (int i = 0; i < rules.size() && check.points < MOST_POINTS; i++) {
            check.check(i);
        }
        return List.copyOf(check.overlaps.values());
    }

    private void check(int index) {
        RewriteRule rule = rules.get(index);
        List<RewriteRule> upToHere = rules.subList(0, index + 1);
        Set<String> deciders = new LinkedHashSet<>();
        boolean matches = false;
        boolean decides = false;
        List<Section> sections = sections(upToHere);
        Set<Integer> ports = ports(upToHere);
        List<Optional<IpAddress>> peers = peers(upToHere);
        if (rule.ranges().isEmpty()) {
            // A rule for host names alone competes with no rule for addresses.
            return;
        }
        for (IpAddress address : addresses(upToHere)) {
            for (CandidateTransport transport : rule.transports()) {
                for (CandidateType type : rule.types()) {
                    for (int port : ports) {
                        for (Section section : sections) {
                            for (Optional<IpAddress> peer : peers) {
                                if (points++ >= MOST_POINTS) {
                                    return;
                                }
                                Point point = new Point(address, transport, type, port, section, peer.orElse(null));
                                if (point.isMatchedBy(rule)) {
                                    matches = true;
                                    decides |= !isDecidedBefore(index, point, deciders);
                                }
                            }
                        }
                    }
                }
            }
        }
        if (!matches) {
            throw new IllegalArgumentException(
                    "rule \"" + rule.name() + "\" can never match: it has no public address of a family of its"
                            + " ranges, or no port mapping that covers its ports, or only public addresses as"
                            + " ranges");
        }
        if (!decides) {
            throw new IllegalArgumentException(
                    "rule \"" + rule.name() + "\" can never decide: all that it matches is decided by "
                            + deciders.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "))
                            + " before it; put it first, or remove it" + hint(deciders));
        }
    }

    private String hint(Set<String> deciders) {
        return rules.stream()
                        .anyMatch(rule -> deciders.contains(rule.name()) && rule.action() == RewriteRule.Action.DROP)
                ? "; to drop what no other rule covers, use dropUncovered"
                : "";
    }

    private boolean isDecidedBefore(int index, Point point, Set<String> deciders) {
        boolean decided = false;
        for (RewriteRule earlier : rules.subList(0, index)) {
            if (point.isMatchedBy(earlier)) {
                String name = rules.get(index).name();
                overlaps.putIfAbsent(
                        earlier.name() + ELSEWHERE + name, new RuleOverlap(earlier.name(), name, point.toString()));
                if (!decided) {
                    deciders.add(earlier.name());
                }
                decided = true;
            }
        }
        return decided;
    }

    private record Point(
            IpAddress address,
            CandidateTransport transport,
            CandidateType type,
            int port,
            Section section,
            @Nullable IpAddress peer) {
        boolean isMatchedBy(RewriteRule rule) {
            return rule.isFor(peer)
                    && rule.decide(Subject.candidate(address, port, transport, type, section), null)
                                    .rule()
                            != null;
        }

        @Override
        public String toString() {
            String mid = section.mid().equals(ELSEWHERE) ? "" : " mid " + section.mid();
            String kind = section.kind().equals(ELSEWHERE) ? "" : " " + section.kind();
            String audience = peer == null ? "" : " for peer " + peer;
            return address + " " + transport + " port " + port + " " + type + mid + kind + audience;
        }
    }

    private List<IpAddress> addresses(List<RewriteRule> relevant) {
        RewriteRule rule = relevant.get(relevant.size() - 1);
        return relevant.stream()
                .flatMap(each -> each.ranges().stream())
                .flatMap(range -> Stream.of(range.first(), successor(range.last())))
                .filter(rule.match().rangeSet()::contains)
                .flatMap(address -> Stream.of(address, successor(address)))
                .filter(address -> rule.match().rangeSet().contains(address) && !publicAddresses.contains(address))
                .distinct()
                .toList();
    }

    /** A rule for all is asked about nobody in particular, whom a rule for certain peers before it leaves to it. */
    private static List<Optional<IpAddress>> peers(List<RewriteRule> relevant) {
        RewriteRule rule = relevant.get(relevant.size() - 1);
        if (rule.peers().isEmpty()) {
            return List.of(Optional.empty());
        }
        return relevant.stream()
                .flatMap(each -> each.peers().stream())
                .flatMap(range -> Stream.of(range.first(), successor(range.last())))
                .filter(rule::isFor)
                .distinct()
                .map(Optional::of)
                .toList();
    }

    private static IpAddress successor(IpAddress address) {
        if (address.family() == AddressFamily.IPV4) {
            return IpAddress.ofBits(AddressFamily.IPV4, 0, (address.lowBits() + 1) & 0xFFFF_FFFFL);
        }
        long low = address.lowBits() + 1;
        return IpAddress.ofBits(AddressFamily.IPV6, address.highBits() + (low == 0 ? 1 : 0), low);
    }

    private static Set<Integer> ports(List<RewriteRule> relevant) {
        Set<Integer> ports = new TreeSet<>();
        for (RewriteRule rule : relevant) {
            addBoundaries(ports, rule.match().firstPort(), rule.match().lastPort());
            for (PublicAddress target : rule.publicAddresses()) {
                Stream.of(target.udp(), target.tcp())
                        .flatMap(mapping -> mapping.localPorts().stream())
                        .forEach(covered -> addBoundaries(ports, covered.first(), covered.last()));
            }
        }
        return ports;
    }

    private static void addBoundaries(Set<Integer> ports, int first, int last) {
        ports.add(first);
        if (last < 65535) {
            ports.add(last + 1);
        }
    }

    private static List<Section> sections(List<RewriteRule> relevant) {
        Set<String> mids = new LinkedHashSet<>(Set.of(ELSEWHERE));
        Set<String> kinds = new LinkedHashSet<>(Set.of(ELSEWHERE));
        relevant.forEach(rule -> mids.addAll(rule.mids()));
        relevant.forEach(rule -> kinds.addAll(rule.kinds()));
        List<Section> sections = new ArrayList<>();
        for (String mid : mids) {
            kinds.forEach(kind -> sections.add(Section.of(mid, kind)));
        }
        return sections;
    }
}
