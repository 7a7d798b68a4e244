package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.Listening;
import io.github.natcast.examples.cli.lint.files.FrpProxy;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.sdp.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * A proxy delivers to an address where its port is listened on. frpc delivers to 127.0.0.1 unless it is told otherwise,
 * and a socket that is bound to 192.168.1.10 gets nothing from there.
 */
final class FrpLocalAddressRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.deployment().ifPresent(deployment -> {
            for (NeededPort port : NeededPort.of(deployment)) {
                files.proxies().stream()
                        .filter(proxy -> proxy.isAt(port.publicPort())
                                && proxy.leadsTo(port.localPort())
                                && proxy.transport().equals(Optional.of(port.transport())))
                        .forEach(proxy -> examine(deployment, port, proxy, findings));
            }
        });
    }

    private static void examine(Deployment deployment, NeededPort port, FrpProxy proxy, Findings findings) {
        Optional<IpAddress> delivered = proxy.localAddress()
                .flatMap(setting -> address(setting.value()))
                .flatMap(address -> address.isUnspecified() ? IpAddress.parse("127.0.0.1") : Optional.of(address));
        Optional<IpAddress> listened = port.to().or(() -> listened(deployment, port));
        if (delivered.isEmpty() || listened.isEmpty()) {
            return;
        }
        boolean right = listened.get().isUnspecified()
                ? delivered.get().isLoopback() || isLocal(deployment, delivered.get())
                : listened.get().equals(delivered.get());
        if (!right) {
            Setting<String> written = proxy.localAddress().get();
            findings.addVariant(
                    LintCode.LOCAL_ADDRESS_NOT_LISTENED,
                    listened.get().isUnspecified() ? "elsewhere" : written.written() ? "" : "default",
                    written.place(),
                    proxy.name(),
                    delivered.get(),
                    port.localPort(),
                    listened.get());
        }
    }

    private static boolean isLocal(Deployment deployment, IpAddress address) {
        List<IpAddress> local = deployment.topology().localAddresses();
        return local.isEmpty() || local.contains(address);
    }

    private static Optional<IpAddress> listened(Deployment deployment, NeededPort port) {
        Listening listening = deployment.listening();
        return switch (port.use()) {
            case HTTP -> address(listening.httpAddress());
            case MEDIA -> address(listening.mediaAddress());
            case TURN ->
                deployment
                        .turn()
                        .filter(turn -> turn.onThisHost())
                        .flatMap(turn -> address(turn.listen().host()));
            case RELAY, OTHER -> Optional.empty();
        };
    }

    /** Empty for other names, which may be any address. To connect to 0.0.0.0 is to connect to this host. */
    private static Optional<IpAddress> address(String host) {
        return IpAddress.parse(host.equals("localhost") ? "127.0.0.1" : host);
    }
}
