package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import java.util.Optional;

/**
 * One proxy of frpc: a port of the FRP server that leads to a port here. Empty where a value cannot be known.
 *
 * @param place where it begins
 * @param type such as udp or tcp
 * @param localAddress {@code localIP}; 127.0.0.1 by default
 * @param remotePort the public one; 0 where frps takes any free one
 * @param proxyProtocol {@code transport.proxyProtocolVersion}: v1 or v2
 * @param plugin whether a plugin answers, and no local port
 * @param off where it is switched off ({@code enabled = false}, or {@code start} names others)
 */
public record FrpProxy(
        Place place,
        String name,
        Optional<Setting<String>> type,
        Optional<Setting<String>> localAddress,
        Optional<Setting<Integer>> localPort,
        Optional<Setting<Integer>> remotePort,
        Optional<Setting<String>> proxyProtocol,
        boolean plugin,
        Optional<Place> off) {

    /** Of its public port; empty for types without one. */
    public Optional<ForwardTransport> transport() {
        return type.map(Setting::value)
                .flatMap(value -> Optional.ofNullable(
                        value.equals("udp")
                                ? ForwardTransport.UDP
                                : value.equals("tcp") ? ForwardTransport.TCP : null));
    }

    /** The public port, where it is a certain one. */
    public Optional<Setting<Integer>> certainPort() {
        return remotePort.filter(port -> port.value() != 0 && transport().isPresent());
    }

    /** Whether it has this public port, over whichever transport. */
    public boolean isAt(int publicPort) {
        return remotePort.filter(port -> port.value() == publicPort).isPresent();
    }

    /** Whether it leads to this local port. */
    public boolean leadsTo(int port) {
        return !plugin && localPort.filter(local -> local.value() == port).isPresent();
    }

    /** Where its type is written. */
    public Place typePlace() {
        return type.map(Setting::place).orElse(place);
    }
}
