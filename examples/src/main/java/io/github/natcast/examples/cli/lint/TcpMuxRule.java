package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.FrpClient;
import io.github.natcast.examples.cli.lint.files.FrpcFile;
import io.github.natcast.examples.cli.lint.files.FrpsFile;
import io.github.natcast.examples.cli.lint.files.Setting;
import io.github.natcast.topology.ForwardTransport;
import java.util.Optional;

/**
 * Both ends agree whether proxies share one connection. When they do share it, a lost segment of a page stops the media
 * behind it: who wants that says so in the deployment.
 */
final class TcpMuxRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        Optional<Boolean> wanted =
                files.deployment().flatMap(deployment -> deployment.frp()).map(FrpClient::tcpMux);
        for (FrpcFile client : files.frpc()) {
            boolean isQuic =
                    client.protocol().filter(it -> it.value().equals("quic")).isPresent();
            if (client.end().tcpMux().isEmpty() || isQuic) {
                continue;
            }
            Setting<Boolean> own = client.end().tcpMux().get();
            boolean agree = true;
            for (FrpsFile server : files.frps()) {
                Optional<Setting<Boolean>> other =
                        server.end().tcpMux().filter(mux -> !mux.value().equals(own.value()));
                agree &= other.isEmpty();
                other.ifPresent(mux -> differ(own, mux, wanted, findings));
            }
            if (agree) {
                alone(client, own, wanted, findings);
            }
        }
    }

    /** Blames the end that is not as the deployment says; without one, the end that says something. */
    private static void differ(
            Setting<Boolean> client, Setting<Boolean> server, Optional<Boolean> wanted, Findings findings) {
        boolean blameServer =
                wanted.isPresent() ? !server.value().equals(wanted.get()) : server.written() && !client.written();
        Setting<Boolean> blamed = blameServer ? server : client;
        Setting<Boolean> other = blameServer ? client : server;
        findings.add(LintCode.TCP_MUX_DIFFERS, blamed.place(), blamed.value(), other.value(), other.place());
    }

    private static void alone(FrpcFile client, Setting<Boolean> own, Optional<Boolean> wanted, Findings findings) {
        boolean hasMedia = !client.proxies(ForwardTransport.UDP).isEmpty();
        if (!hasMedia) {
            return;
        }
        if (wanted.isPresent() && !wanted.get().equals(own.value())) {
            findings.add(LintCode.TCP_MUX_OTHER, own.place(), own.value(), wanted.get());
        } else if (wanted.isEmpty()
                && own.value()
                && !client.proxies(ForwardTransport.TCP).isEmpty()) {
            findings.add(LintCode.TCP_MUX_SHARED, own.place());
        }
    }
}
