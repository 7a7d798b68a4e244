package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.sdp.IpAddress;
import java.util.Optional;

/**
 * frpc calls the FRP server where it is. With a deployment each end is held against it, and otherwise against the
 * other.
 */
final class FrpServerRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        Optional<FrpClient> configured = files.deployment().flatMap(deployment -> deployment.frp());
        for (FrpcFile client : files.frpc()) {
            address(files, configured, client, findings);
            if (configured.isPresent()) {
                int right = configured.get().server().port();
                differs(client.serverPort(), right)
                        .ifPresent(port -> findings.add(LintCode.FRP_SERVER_PORT, port.place(), port.value(), right));
            }
            for (FrpsFile server : files.frps()) {
                ports(client, server, configured.isPresent(), findings);
            }
        }
        boolean byTcp = files.frpc().stream().allMatch(FrpServerRule::isOverTcp);
        for (FrpsFile server : files.frps()) {
            if (configured.isPresent() && byTcp) {
                int right = configured.get().server().port();
                differs(server.bindPort(), right)
                        .ifPresent(port -> findings.addVariant(
                                LintCode.FRP_SERVER_PORT, "server", port.place(), port.value(), right));
            }
        }
    }

    private static void address(LintedFiles files, Optional<FrpClient> configured, FrpcFile client, Findings findings) {
        if (client.serverAddress().isEmpty()) {
            return;
        }
        Setting<String> written = client.serverAddress().get();
        if (!written.written()) {
            findings.addVariant(LintCode.FRP_SERVER_ADDRESS, "missing", written.place());
            return;
        }
        Optional<IpAddress> address = IpAddress.parse(written.value());
        if (configured.isPresent()) {
            String right = configured.get().server().host();
            boolean comparable = address.isPresent() == IpAddress.parse(right).isPresent();
            boolean same = address.isPresent()
                    ? address.equals(IpAddress.parse(right))
                    : written.value().equalsIgnoreCase(right);
            if (comparable && !same) {
                findings.add(LintCode.FRP_SERVER_ADDRESS, written.place(), written.value(), right);
            }
        } else if (address.isPresent() && files.deployment().isPresent()) {
            var topology = files.deployment().get().topology();
            if (!topology.publicAddresses().isEmpty() && !topology.isPublic(address.get())) {
                findings.addVariant(
                        LintCode.FRP_SERVER_ADDRESS,
                        "public",
                        written.place(),
                        written.value(),
                        topology.publicAddresses().get(0));
            }
        }
    }

    private static void ports(FrpcFile client, FrpsFile server, boolean configured, Findings findings) {
        String protocol = client.protocol().map(Setting::value).orElse("unknown");
        if (client.serverPort().isEmpty()) {
            return;
        }
        Setting<Integer> called = client.serverPort().get();
        boolean datagrams = protocol.equals("kcp") || protocol.equals("quic");
        if (datagrams) {
            Optional<Setting<Integer>> open = protocol.equals("kcp") ? server.kcpPort() : server.quicPort();
            if (open.isEmpty()) {
                findings.addVariant(LintCode.FRP_SERVER_PORT, "closed", server.place(), protocol);
            } else if (!open.get().value().equals(called.value())) {
                findings.add(
                        LintCode.FRP_SERVER_PORT,
                        called.place(),
                        called.value(),
                        open.get().value());
            }
        } else if (!configured && isOverTcp(client)) {
            server.bindPort()
                    .filter(port -> !port.value().equals(called.value()))
                    .ifPresent(port ->
                            findings.add(LintCode.FRP_SERVER_PORT, called.place(), called.value(), port.value()));
        }
    }

    /** wss usually goes through a web server of its own port. */
    private static boolean isOverTcp(FrpcFile client) {
        return client.protocol()
                .filter(protocol ->
                        protocol.value().equals("tcp") || protocol.value().equals("websocket"))
                .isPresent();
    }

    private static Optional<Setting<Integer>> differs(Optional<Setting<Integer>> port, int right) {
        return port.filter(setting -> setting.value() != right);
    }
}
