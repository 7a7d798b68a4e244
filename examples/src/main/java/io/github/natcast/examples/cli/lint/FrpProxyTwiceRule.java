package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.examples.cli.text.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** No two proxies have one public port of one transport, or, in one file, one name: frps takes the first only. */
final class FrpProxyTwiceRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        Map<String, FrpProxy> ports = new HashMap<>();
        for (FrpcFile file : files.frpc()) {
            Map<String, Place> names = new HashMap<>();
            for (FrpProxy proxy : file.proxies()) {
                if (proxy.off().isPresent()) {
                    continue;
                }
                Optional<Setting<Integer>> at =
                        proxy.remotePort().filter(port -> proxy.transport().isPresent());
                FrpProxy first = at.isEmpty()
                        ? null
                        : ports.putIfAbsent(proxy.transport() + " " + at.get().value(), proxy);
                if (first != null) {
                    findings.add(
                            LintCode.PORT_TWICE,
                            at.get().place(),
                            proxy.transport(),
                            at.get().value(),
                            first.place());
                }
                Place name = proxy.name().isEmpty() ? null : names.putIfAbsent(proxy.name(), proxy.place());
                if (name != null) {
                    findings.add(LintCode.PROXY_NAME_TWICE, proxy.place(), proxy.name(), name);
                }
            }
        }
    }
}
