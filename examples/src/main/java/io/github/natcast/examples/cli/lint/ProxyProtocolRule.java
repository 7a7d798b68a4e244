package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.sdp.rewrite.AddressRange;
import io.github.natcast.topology.ForwardTransport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proxies to the server tell the client's address exactly when the server believes them: otherwise it refuses their
 * connections, or takes all viewers for frpc. Which address a frpc elsewhere comes from is not known, so that only one
 * on this host can be missed.
 */
final class ProxyProtocolRule implements Rule {
    private static final List<IpAddress> LOOPBACK = Stream.of("127.0.0.1", "::1")
            .flatMap(text -> IpAddress.parse(text).stream())
            .toList();

    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.deployment().ifPresent(deployment -> {
            List<AddressRange> believed = deployment.serving().proxyProtocol();
            files.proxies().stream()
                    .filter(proxy -> proxy.off().isEmpty() && leadsToServer(deployment, proxy))
                    .forEach(proxy -> examine(believed, proxy, findings));
        });
    }

    private static void examine(List<AddressRange> believed, FrpProxy proxy, Findings findings) {
        Optional<Setting<String>> version = proxy.proxyProtocol();
        boolean isTcp = proxy.transport().equals(Optional.of(ForwardTransport.TCP));
        if (version.isPresent() && believed.isEmpty()) {
            findings.add(LintCode.PROXY_PROTOCOL_DIFFERS, version.get().place(), proxy.name());
        } else if (version.filter(it -> !it.value().equals("v2")).isPresent()) {
            findings.add(
                    LintCode.PROXY_PROTOCOL_VERSION,
                    version.get().place(),
                    version.get().value());
        } else if (version.isEmpty() && isTcp && believed.stream().anyMatch(ProxyProtocolRule::hasThisHost)) {
            findings.addVariant(LintCode.PROXY_PROTOCOL_DIFFERS, "missing", proxy.place(), proxy.name());
        }
    }

    private static boolean hasThisHost(AddressRange range) {
        return LOOPBACK.stream().anyMatch(range::contains);
    }

    private static boolean leadsToServer(Deployment deployment, FrpProxy proxy) {
        return proxy.transport().isPresent()
                && proxy.localPort().isPresent()
                && !proxy.plugin()
                && NeededPort.use(
                                deployment,
                                proxy.transport().get(),
                                proxy.localPort().get().value())
                        .isServer();
    }
}
