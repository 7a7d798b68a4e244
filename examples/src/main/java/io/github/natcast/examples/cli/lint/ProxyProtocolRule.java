package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.topology.ForwardTransport;
import java.util.Optional;

/**
 * Proxies to the server tell the client's address exactly when the server expects it: without the expectation it reads
 * the header as a request, and with it it refuses connections that have none.
 */
final class ProxyProtocolRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.deployment().ifPresent(deployment -> {
            boolean expected = deployment.frp().filter(FrpClient::proxyProtocol).isPresent();
            files.proxies().stream()
                    .filter(proxy -> proxy.off().isEmpty() && leadsToServer(deployment, proxy))
                    .forEach(proxy -> examine(expected, proxy, findings));
        });
    }

    private static void examine(boolean expected, FrpProxy proxy, Findings findings) {
        Optional<Setting<String>> version = proxy.proxyProtocol();
        boolean isTcp = proxy.transport().equals(Optional.of(ForwardTransport.TCP));
        if (version.isPresent() && !expected) {
            findings.add(LintCode.PROXY_PROTOCOL_DIFFERS, version.get().place(), proxy.name());
        } else if (version.filter(it -> !it.value().equals("v2")).isPresent()) {
            findings.add(
                    LintCode.PROXY_PROTOCOL_VERSION,
                    version.get().place(),
                    version.get().value());
        } else if (version.isEmpty() && expected && isTcp) {
            findings.addVariant(LintCode.PROXY_PROTOCOL_DIFFERS, "missing", proxy.place(), proxy.name());
        }
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
