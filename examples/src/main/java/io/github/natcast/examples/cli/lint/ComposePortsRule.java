package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.ComposeFile.Service;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.TunnelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every port that a container needs is published: with its transport, under the number that leads there. */
final class ComposePortsRule implements Rule {
    @Override
    public void examine(LintedFiles files, Findings findings) {
        files.compose().stream()
                .flatMap(file -> file.services().stream())
                .filter(service -> !service.sharesANetwork())
                .forEach(service -> {
                    List<HostPort> ports = files.deployment().isPresent()
                            ? ports(files.deployment().get(), service)
                            : ports(service);
                    boolean hostIsReached = files.deployment()
                            .map(it -> it.topology().tunnel() != TunnelKind.FRP)
                            .orElse(files.frpc().isEmpty());
                    new ServiceExamination(service, ports, hostIsReached, findings).run();
                });
    }

    /**
     * A port that a container needs.
     *
     * @param host under which the host must publish it; 0 for any
     */
    record HostPort(ForwardTransport transport, int host, int container) {
        private boolean isFor(NeededPort port) {
            return transport == port.transport() && container == port.localPort();
        }
    }

    private static List<HostPort> ports(Deployment deployment, Service service) {
        boolean isDocker = deployment.topology().tunnel() == TunnelKind.DOCKER;
        List<HostPort> ports = new ArrayList<>();
        for (NeededPort port : NeededPort.of(deployment)) {
            boolean wanted = service.isNatcast()
                    ? port.use().isServer() && own(deployment).stream().anyMatch(it -> it.isFor(port))
                    : service.isCoturn() && port.use() == NeededPort.Use.TURN;
            if (wanted) {
                int host = isDocker ? port.publicPort() : port.localPort();
                ports.add(new HostPort(port.transport(), host, port.localPort()));
            }
        }
        if (service.isNatcast() && ports.isEmpty()) {
            ports.addAll(own(deployment));
        }
        if (service.isCoturn()
                && !service.isNatcast()
                && TurnNat.relaysToOutside(deployment)
                && deployment.turn().filter(TurnRelay::onThisHost).isPresent()) {
            var relays = deployment.turn().get().relayPorts();
            IntStream.rangeClosed(relays.first(), relays.last())
                    .forEach(port -> ports.add(new HostPort(ForwardTransport.UDP, port, port)));
        }
        return ports;
    }

    /** What the server listens on, of all ports that are forwarded. Without forwards, the host's ports are the same. */
    private static List<HostPort> own(Deployment deployment) {
        var listening = deployment.listening();
        return Stream.concat(
                        Stream.of(
                                new HostPort(ForwardTransport.TCP, listening.httpPort(), listening.httpPort()),
                                new HostPort(ForwardTransport.UDP, listening.mediaPort(), listening.mediaPort())),
                        listening.tcpPort().stream().mapToObj(port -> new HostPort(ForwardTransport.TCP, port, port)))
                .toList();
    }

    /** Without a deployment: what the command says, or the server's defaults; under any number. */
    private static List<HostPort> ports(Service service) {
        if (!service.isNatcast()) {
            return List.of();
        }
        Optional<Integer> http = option(service, "--http-port", 9000);
        Optional<Integer> media = option(service, "--media-port", 10111);
        return Stream.concat(
                        http.stream().map(port -> new HostPort(ForwardTransport.TCP, 0, port)),
                        media.stream().map(port -> new HostPort(ForwardTransport.UDP, 0, port)))
                .toList();
    }

    /** Empty when another place may say it: a variable or a file. */
    private static Optional<Integer> option(Service service, String name, int usual) {
        List<String> words = service.words();
        for (int i = 0; i < words.size(); i++) {
            String value = words.get(i).startsWith(name + "=")
                    ? words.get(i).substring(name.length() + 1)
                    : words.get(i).equals(name) && i + 1 < words.size() ? words.get(i + 1) : null;
            if (value != null) {
                return value.matches("[0-9]{1,5}") ? Optional.of(Integer.parseInt(value)) : Optional.empty();
            }
        }
        String variable = "NATCAST_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        boolean elsewhere = ComposeAddressRule.readsAFile(service)
                || service.environment().stream().anyMatch(it -> it.startsWith(variable));
        return elsewhere ? Optional.empty() : Optional.of(usual);
    }
}
