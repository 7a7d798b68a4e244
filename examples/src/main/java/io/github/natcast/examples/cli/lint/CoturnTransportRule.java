package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.lint.files.CoturnFile;
import io.github.natcast.examples.cli.lint.files.CoturnFile.Option;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServerUrl;
import java.util.List;
import java.util.Optional;

/** The TURN server takes the transports of the TURN URLs that browsers are given, and relays UDP. */
final class CoturnTransportRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        for (CoturnFile file : files.coturn()) {
            file.last("no-udp-relay")
                    .ifPresent(option -> findings.add(LintCode.TURN_NO_UDP_RELAY, option.place(), option.name()));
            files.deployment().filter(it -> it.turn().isPresent()).ifPresent(deployment -> {
                file.last("stun-only")
                        .ifPresent(option -> findings.add(LintCode.TURN_NO_UDP_RELAY, option.place(), option.name()));
                ours(deployment).forEach(url -> examine(url, file, findings));
            });
        }
    }

    /** Those that lead to this deployment, and not to a TURN server of others. */
    private static List<IceServerUrl> ours(Deployment deployment) {
        String listened = deployment.turn().orElseThrow().listen().host();
        return deployment.topology().iceServers().stream()
                .flatMap(server -> server.urls().stream())
                .filter(IceServerUrl::isTurn)
                .filter(url -> url.ip().filter(deployment.topology()::isPublic).isPresent()
                        || deployment.publicNames().contains(url.host())
                        || url.host().equals(listened))
                .toList();
    }

    private static void examine(IceServerUrl url, CoturnFile file, Findings findings) {
        boolean secure = url.scheme().equals("turns");
        boolean udp = url.transport() == ForwardTransport.UDP;
        Optional<Option> off = file.last(secure ? (udp ? "no-dtls" : "no-tls") : udp ? "no-udp" : "no-tcp");
        off.ifPresent(option -> findings.add(LintCode.TURN_TRANSPORT_OFF, option.place(), option.name(), url.text()));
        if (secure && off.isEmpty() && !(file.has("cert") && file.has("pkey"))) {
            findings.add(LintCode.TURN_NO_CERTIFICATE, file.place(), url.text());
        }
    }
}
