package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.probe.IceProbe;
import io.github.natcast.streamer.probe.ProbeException;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServerUrl;
import io.github.natcast.topology.TunnelKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether every STUN server answers, and what they see this host at. */
final class StunCheck implements Check {
    private static final String NAT = "NAT";

    @Override
    public CheckName name() {
        return CheckName.STUN;
    }

    @Override
    public List<Result> run(Trial trial) {
        List<Result> results = new ArrayList<>();
        Map<IceServerUrl, InetSocketAddress> mappings = new LinkedHashMap<>();
        try (IceProbe probe = IceProbe.open(Hosts.resolve("0.0.0.0", 0).getAddress(), trial.patience())) {
            for (IceServerUrl url : servers(trial.deployment())) {
                results.add(ask(probe, url, mappings));
            }
        } catch (IOException e) {
            results.add(Result.unknown(name(), NAT, "no-socket", String.valueOf(e.getMessage())));
        }
        if (!mappings.isEmpty()) {
            results.addAll(agreement(trial.deployment(), List.copyOf(mappings.values())));
        }
        return results;
    }

    private static List<IceServerUrl> servers(Deployment deployment) {
        return deployment.topology().iceServers().stream()
                .flatMap(server -> server.urls().stream())
                .filter(url -> !url.isTurn())
                .distinct()
                .toList();
    }

    private Result ask(IceProbe probe, IceServerUrl url, Map<IceServerUrl, InetSocketAddress> mappings) {
        if (url.transport() != ForwardTransport.UDP) {
            return Result.unknown(name(), url, "not-udp");
        }
        try {
            InetSocketAddress mapped = probe.mapping(Hosts.resolve(url.host(), url.port()));
            mappings.put(url, mapped);
            return Result.holds(name(), url, "answers", Addresses.text(mapped));
        } catch (UnknownHostException e) {
            return Result.fails(name(), url, "no-name", url.host());
        } catch (ProbeException e) {
            return e.errorCode() == 0
                    ? Result.fails(name(), url, "silent", url)
                    : Result.fails(name(), url, "refused", url, e.errorCode());
        } catch (IOException e) {
            return Result.fails(name(), url, "silent", url);
        }
    }

    private List<Result> agreement(Deployment deployment, List<InetSocketAddress> seen) {
        List<Result> results = new ArrayList<>();
        List<String> different = seen.stream().map(Addresses::text).distinct().toList();
        String all = String.join(", ", different);
        if (seen.size() == 1) {
            results.add(Result.unknown(name(), NAT, "one-server"));
        } else if (different.size() == 1) {
            results.add(Result.holds(name(), NAT, "agree", all));
        } else if (deployment.publicMediaPort().isPresent()) {
            results.add(Result.holds(name(), NAT, "symmetric-forwarded", all));
        } else {
            results.add(Result.fails(name(), NAT, "symmetric", all));
        }
        publicAddress(deployment, IpAddress.of(seen.get(0).getAddress())).ifPresent(results::add);
        return results;
    }

    /** Behind a NAT of one's own, packets leave by the address that others come in by; a tunnel's is elsewhere. */
    private Optional<Result> publicAddress(Deployment deployment, IpAddress seen) {
        List<IpAddress> said = deployment.topology().publicAddresses(seen.family());
        TunnelKind tunnel = deployment.topology().tunnel();
        if (said.isEmpty() || tunnel == TunnelKind.FRP || said.contains(seen)) {
            return Optional.empty();
        }
        String text = String.join(", ", said.stream().map(IpAddress::toString).toList());
        return Optional.of(Result.fails(name(), seen, "other-address", seen, text));
    }
}
