package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.PortRange;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of frps, the end on the public host.
 *
 * @param bindPort the control port, TCP; of frpc's protocols tcp and websocket
 * @param kcpPort UDP; of the protocol kcp
 * @param quicPort UDP; of the protocol quic
 * @param proxyAddress at which public ports are opened; empty when unknown
 * @param ownPorts TCP ports that frps itself needs beside the control port
 * @param allowPorts the public ports that proxies may have; empty when every port is allowed, or unknown
 * @param mostPorts public ports that one client may have; empty when there is no limit
 */
public record FrpsFile(
        FrpEnd end,
        Optional<Setting<Integer>> bindPort,
        Optional<Setting<Integer>> kcpPort,
        Optional<Setting<Integer>> quicPort,
        Optional<Setting<String>> proxyAddress,
        List<Setting<Integer>> ownPorts,
        Optional<Setting<List<PortRange>>> allowPorts,
        Optional<Setting<Integer>> mostPorts,
        List<BadValue> badValues,
        List<StrangeKey> strangeKeys)
        implements LintedFile {

    public FrpsFile {
        ownPorts = List.copyOf(ownPorts);
        badValues = List.copyOf(badValues);
        strangeKeys = List.copyOf(strangeKeys);
    }

    @Override
    public Place place() {
        return end.place();
    }

    /** Whether a proxy may have this public port. */
    public boolean allows(int port) {
        return allowPorts
                .map(ranges -> ranges.value().stream().anyMatch(range -> range.contains(port)))
                .orElse(true);
    }
}
