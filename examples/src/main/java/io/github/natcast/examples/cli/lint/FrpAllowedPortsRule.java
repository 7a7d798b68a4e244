package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.ForwardTransport;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** frps opens every public port that is needed: allowed, not too many, not its own, and where browsers reach it. */
final class FrpAllowedPortsRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        List<FrpProxy> proxies = files.proxies().stream()
                .filter(proxy -> proxy.transport().isPresent()
                        && proxy.remotePort().isPresent()
                        && proxy.off().isEmpty())
                .toList();
        for (FrpsFile server : files.frps()) {
            allowed(files, server, proxies, findings);
            server.mostPorts()
                    .filter(most ->
                            most.value() < proxies.size() && files.frpc().size() == 1)
                    .ifPresent(
                            most -> findings.add(LintCode.TOO_MANY_PORTS, most.place(), most.value(), proxies.size()));
            proxies.forEach(proxy -> taken(server, proxy, findings));
            server.proxyAddress()
                    .filter(address -> IpAddress.parse(address.value())
                            .filter(IpAddress::isLoopback)
                            .isPresent())
                    .ifPresent(address -> findings.add(LintCode.PROXY_BIND_ADDRESS, address.place(), address.value()));
        }
    }

    private static void allowed(LintedFiles files, FrpsFile server, List<FrpProxy> proxies, Findings findings) {
        TreeSet<Integer> ports = new TreeSet<>();
        proxies.forEach(proxy -> ports.add(proxy.remotePort().orElseThrow().value()));
        if (files.frpc().isEmpty()) {
            files.deployment()
                    .ifPresent(deployment -> NeededPort.of(deployment).forEach(port -> ports.add(port.publicPort())));
        }
        Place place = server.allowPorts().map(Setting::place).orElse(server.place());
        PortRuns refused = new PortRuns();
        ports.stream()
                .filter(port -> !server.allows(port))
                .forEach(port -> refused.add(ForwardTransport.UDP, port, port, place));
        refused.all().forEach(run -> findings.add(LintCode.PORT_NOT_ALLOWED, place, run.publicPorts()));
    }

    private static void taken(FrpsFile server, FrpProxy proxy, Findings findings) {
        Setting<Integer> at = proxy.remotePort().orElseThrow();
        List<Optional<Setting<Integer>>> own = proxy.transport().equals(Optional.of(ForwardTransport.UDP))
                ? List.of(server.kcpPort(), server.quicPort())
                : List.of(server.bindPort());
        boolean listed = proxy.transport().equals(Optional.of(ForwardTransport.TCP))
                && server.ownPorts().stream().anyMatch(port -> port.value().equals(at.value()));
        boolean bound = own.stream()
                .anyMatch(
                        port -> port.filter(it -> it.value().equals(at.value())).isPresent());
        if (listed || bound) {
            findings.add(
                    LintCode.PORT_TAKEN, at.place(), at.value(), server.place().file());
        }
    }
}
