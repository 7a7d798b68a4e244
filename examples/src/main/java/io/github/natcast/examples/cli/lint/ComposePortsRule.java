package io.github.natcast.examples.cli.lint;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.examples.cli.lint.files.ComposeFile;
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
        boolean hostIsReached = files.deployment()
                .map(it -> it.topology().tunnel() != TunnelKind.FRP)
                .orElse(files.frpc().isEmpty());
        for (ComposeFile file : files.compose()) {
            file.services().stream()
                    .filter(service -> !service.sharesANetwork() && !isReachedInside(files, file, service))
                    .forEach(service -> {
                        List<HostPort> ports =
                                files.deployment().map(it -> ports(it, service)).orElseGet(() -> ports(service));
                        new ServiceExamination(service, ports, hostIsReached, findings).run();
                    });
        }
    }

    /** Whether frpc is a container too, and delivers without the host's ports. */
    private static boolean isReachedInside(LintedFiles files, ComposeFile file, Service service) {
        return files.proxies().stream()
                        .anyMatch(proxy -> proxy.localAddress()
                                .filter(address -> address.value().equals(service.name()))
                                .isPresent())
                || file.services().stream().anyMatch(other -> other.isFrpc() && !other.hasTheHostsNetwork());
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
            // Nothing is forwarded: the host's ports are the same, and a proxy beside the server may have its page.
            own(deployment).stream()
                    .filter(port -> port.container() != deployment.listening().httpPort())
                    .forEach(ports::add);
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

    /** What the server listens on, of all ports that are forwarded. */
    private static List<HostPort> own(Deployment deployment) {
        var listening = deployment.listening();
        return Stream.concat(
                        Stream.of(
                                new HostPort(ForwardTransport.TCP, listening.httpPort(), listening.httpPort()),
                                new HostPort(ForwardTransport.UDP, listening.mediaPort(), listening.mediaPort())),
                        listening.tcpPort().stream().mapToObj(port -> new HostPort(ForwardTransport.TCP, port, port)))
                .toList();
    }

    /** Without a deployment: media, at the port that the command says or the default, under any number. */
    private static List<HostPort> ports(Service service) {
        return service.isNatcast()
                ? option(service, "--media-port", 10111).stream()
                        .map(port -> new HostPort(ForwardTransport.UDP, 0, port))
                        .toList()
                : List.of();
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
