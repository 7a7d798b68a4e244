package io.github.natcast.sdp.rewrite;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives rules from a topology. Stateless.
 *
 * <p>UDP and TCP get separate rules, since a forward is for one transport. Forwards that lead to different addresses of
 * the server get rules bound to those addresses; otherwise any private address counts, because a server that listens on
 * all its addresses is reached whichever the forward names.
 *
 * <p>Private addresses are replaced, unless a TURN server stands behind the same NAT: then they are kept and the public
 * ones added. A viewer that is relayed by such a server grants it permission for the addresses it sees (RFC 8656 §9),
 * and the server's packets reach that relay from the private address; if that were replaced, the relay would refuse
 * them, and it could reach the public address only through a NAT that hairpins. A loopback address is replaced even
 * then: to the viewer it means its own host.
 */
final class TopologyRules {
    private final NetworkTopology topology;
    private final boolean keepPrivate;
    private final List<RewriteRule> rules = new ArrayList<>();

    private TopologyRules(NetworkTopology topology) {
        this.topology = topology;
        this.keepPrivate = !topology.turnServersBehindSameNat().isEmpty();
    }

    static List<RewriteRule> of(NetworkTopology topology) {
        TopologyRules derived = new TopologyRules(topology);
        Set<IpAddress> destinations = derived.destinations();
        if (destinations.size() > 1) {
            destinations.stream()
                    .filter(destination -> !topology.isPublic(destination))
                    .forEach(derived::add);
        } else {
            derived.add(null);
        }
        return derived.rules;
    }

    /** The server's addresses that forwards name. */
    private Set<IpAddress> destinations() {
        Set<IpAddress> destinations = new LinkedHashSet<>();
        for (PortForward forward : topology.forwards()) {
            if (topology.reachesServer(forward)) {
                forward.localAddress().filter(address -> !address.isLoopback()).ifPresent(destinations::add);
            }
        }
        return destinations;
    }

    private void add(@Nullable IpAddress destination) {
        for (ForwardTransport transport : ForwardTransport.values()) {
            List<PublicAddress> targets = new ArrayList<>();
            for (IpAddress address : topology.publicAddresses()) {
                if (!topology.isUntranslated(address) && isFamilyOf(destination, address)) {
                    mapping(transport, address, destination).ifPresent(ports -> targets.add(target(address, ports)));
                }
            }
            if (!targets.isEmpty()) {
                addRules(transport, destination, targets);
            }
        }
    }

    /** A tunnel carries what arrives at either family to the one that the server has; a NAT keeps the family. */
    private PublicAddress target(IpAddress address, PortMapping ports) {
        boolean tunnel = topology.tunnel() == TunnelKind.FRP || topology.tunnel() == TunnelKind.DOCKER;
        return new PublicAddress(address, ports, ports, tunnel);
    }

    /** A forward names an address of one family; what a tunnel adds for the other has no destination of its own. */
    private static boolean isFamilyOf(@Nullable IpAddress destination, IpAddress address) {
        return destination == null || destination.family() == address.family();
    }

    private void addRules(ForwardTransport transport, @Nullable IpAddress destination, List<PublicAddress> targets) {
        String name = transport.token() + (destination == null ? "" : " to " + destination);
        PublicAddress first = targets.get(0);
        PublicAddress[] others = targets.subList(1, targets.size()).toArray(PublicAddress[]::new);
        List<AddressRange> ranges = destination == null ? privateRanges() : List.of(AddressRange.of(destination));
        RewriteRuleBuilder rule = rule(name, transport, ranges);
        rules.add(keepPrivate ? rule.append(first, others) : rule.replaceWith(first, others));
    }

    private static RewriteRuleBuilder rule(String name, ForwardTransport transport, List<AddressRange> ranges) {
        RewriteRuleBuilder rule = RewriteRule.named(name).ranges(ranges);
        return transport == ForwardTransport.UDP
                ? rule.transports(CandidateTransport.UDP)
                : rule.transports(CandidateTransport.TCP_PASSIVE, CandidateTransport.TCP_SO);
    }

    private List<AddressRange> privateRanges() {
        List<AddressRange> ranges = new ArrayList<>(PrivateAddresses.defaults());
        topology.localAddresses().stream()
                .filter(address -> !PrivateAddresses.contains(address) && !topology.isUntranslated(address))
                .map(AddressRange::of)
                .forEach(ranges::add);
        return ranges;
    }

    /**
     * Maps the local ports of all forwards that apply to their public ports; of two forwards to one local port, the
     * first applies.
     */
    private Optional<PortMapping> mapping(
            ForwardTransport transport, IpAddress publicAddress, @Nullable IpAddress destination) {
        if (topology.forwardsEveryPort()) {
            return Optional.of(PortMapping.same());
        }
        BitSet covered = new BitSet();
        List<PortMapping> runs = new ArrayList<>();
        for (PortForward forward : topology.forwards()) {
            if (forward.transport() == transport
                    && forward.servesAddress(publicAddress)
                    && topology.reachesServer(forward)
                    && leadsTo(forward, destination)) {
                addRuns(forward, covered, runs);
            }
        }
        return runs.stream().reduce(PortMapping::and);
    }

    private static boolean leadsTo(PortForward forward, @Nullable IpAddress destination) {
        return destination == null
                || forward.localAddress().filter(address -> !address.isLoopback()).stream()
                        .allMatch(destination::equals);
    }

    private static void addRuns(PortForward forward, BitSet covered, List<PortMapping> runs) {
        int last = forward.localPorts().last();
        int port = covered.nextClearBit(forward.localPorts().first());
        while (port <= last) {
            int taken = covered.nextSetBit(port);
            int end = taken < 0 ? last : Math.min(last, taken - 1);
            runs.add(PortMapping.range(
                    port,
                    end,
                    forward.publicPorts().first() + port - forward.localPorts().first()));
            covered.set(port, end + 1);
            port = covered.nextClearBit(end + 1);
        }
    }
}
