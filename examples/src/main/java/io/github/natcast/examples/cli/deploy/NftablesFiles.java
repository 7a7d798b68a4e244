package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.console.UserException;
import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.NetworkTopology;
import io.github.natcast.topology.PortForward;
import io.github.natcast.topology.PortRange;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code natcast.nft} for the server's host, and {@code public-host.nft} where a public host carries something. */
final class NftablesFiles implements FileFormat {
    private final List<Integer> keepTcp;

    /** @param keepTcp TCP ports that stay open, SSH's first of all */
    NftablesFiles(List<Integer> keepTcp) {
        this.keepTcp = List.copyOf(keepTcp);
    }

    @Override
    public List<DeployedFile> files(Deployment deployment, Notes notes) throws UserException {
        for (int port : keepTcp) {
            if (port < 1 || port > 65_535) {
                throw new UserException("--keep-tcp " + port + " must be 1 to 65535");
            }
        }
        TunnelKind tunnel = deployment.topology().tunnel();
        if (tunnel == TunnelKind.DOCKER) {
            throw new UserException("tunnel is \"docker\": Docker lets in what it publishes by rules of its own, which"
                    + " this file would not see; publish nothing else (natcast deploy compose)");
        }
        List<DeployedFile> files = new ArrayList<>();
        List<NftRule> here = here(deployment);
        if (!here.isEmpty() || tunnel == TunnelKind.FRP) {
            String note = tunnel == TunnelKind.FRP ? "nft.tunnel" : "nft.here";
            files.add(file("natcast.nft", note, here, notes));
        }
        List<NftRule> publicHost = publicHost(deployment);
        if (!publicHost.isEmpty()) {
            files.add(file("public-host.nft", "nft.public", publicHost, notes));
        }
        if (files.isEmpty()) {
            throw new UserException("nothing is forwarded to this host, so a firewall has nothing to let in; add a"
                    + " [[network.forward]] for the HTTP port "
                    + deployment.listening().httpPort()
                    + " (tcp) and one for the media port "
                    + deployment.listening().mediaPort() + " (udp)");
        }
        return files;
    }

    private static List<NftRule> here(Deployment deployment) {
        NetworkTopology topology = deployment.topology();
        boolean open =
                (topology.forwardsEveryPort() && !topology.publicAddresses().isEmpty())
                        || topology.publicAddresses().stream().anyMatch(topology::isUntranslated);
        Stream<NftRule> all = open ? Endpoint.of(deployment).stream().map(NftRule::of) : Stream.empty();
        // The client of a tunnel comes by loopback, unless it is told an address: then it may be another host.
        boolean tunnel = topology.tunnel() == TunnelKind.FRP;
        Stream<NftRule> forwarded = topology.forwards().stream()
                .filter(forward -> Endpoint.isHere(deployment, forward))
                .filter(forward -> !tunnel || isElsewhere(forward))
                .filter(forward ->
                        forward.localAddress().filter(IpAddress::isLoopback).isEmpty())
                .map(forward -> NftRule.inside(deployment, forward));
        return Stream.concat(all, forwarded).distinct().toList();
    }

    private static boolean isElsewhere(PortForward forward) {
        return forward.localAddress()
                .filter(address -> !address.isUnspecified())
                .isPresent();
    }

    private static List<NftRule> publicHost(Deployment deployment) {
        List<NftRule> all = new ArrayList<>();
        if (deployment.topology().tunnel() == TunnelKind.FRP) {
            deployment
                    .frp()
                    .ifPresent(frp -> all.add(new NftRule(
                            "nft.rule.control",
                            ForwardTransport.TCP,
                            Optional.empty(),
                            PortRange.of(frp.server().port()))));
            deployment.topology().forwards().forEach(forward -> all.add(NftRule.outside(deployment, forward)));
        }
        deployment.turn().filter(turn -> !turn.onThisHost()).ifPresent(turn -> relay(deployment, turn, all));
        return all.stream().distinct().toList();
    }

    private static void relay(Deployment deployment, TurnRelay turn, List<NftRule> all) {
        PortRange port = PortRange.of(turn.listen().port());
        all.add(new NftRule("nft.rule.turn", ForwardTransport.UDP, Optional.empty(), port));
        all.add(new NftRule("nft.rule.turn", ForwardTransport.TCP, Optional.empty(), port));
        TurnTls.of(deployment, turn)
                .ifPresent(tls -> tls.transports()
                        .forEach(each -> all.add(
                                new NftRule("nft.rule.turn", each, Optional.empty(), PortRange.of(tls.port())))));
        all.add(new NftRule("nft.rule.relay", ForwardTransport.UDP, Optional.empty(), turn.relayPorts()));
    }

    private DeployedFile file(String name, String note, List<NftRule> rules, Notes notes) {
        ConfigText out = new ConfigText(notes);
        out.line("#!/usr/sbin/nft -f")
                .note("head", "nftables")
                .note(note)
                .note("nft.load", name)
                .blank();
        out.note("nft.replace")
                .line("table inet natcast")
                .line("delete table inet natcast")
                .blank();
        out.line("table inet natcast {").line("  chain input {");
        out.line("    type filter hook input priority filter; policy drop;").blank();
        out.line("    ct state vmap { established : accept, related : accept, invalid : drop }");
        out.line("    iifname \"lo\" accept");
        out.noteAt("    ", "nft.icmp").line("    meta l4proto { icmp, ipv6-icmp } accept");
        out.line("    ip6 saddr fe80::/10 udp dport 546 accept");
        if (!keepTcp.isEmpty()) {
            String kept = keepTcp.stream().distinct().map(String::valueOf).collect(Collectors.joining(", "));
            out.noteAt("    ", "nft.keep").line("    tcp dport { " + kept + " } accept");
        }
        out.blank();
        rules.forEach(rule -> out.noteAt("    ", rule.note()).line("    " + rule));
        return out.line("  }").line("}").file(name);
    }
}
