package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of frpc, the end beside the server.
 *
 * @param serverAddress of frps
 * @param serverPort its control port
 * @param protocol tcp, kcp, quic, websocket or wss
 * @param proxies in the order of the file
 * @param hasIncludes whether more proxies are in other files
 */
public record FrpcFile(
        FrpEnd end,
        Optional<Setting<String>> serverAddress,
        Optional<Setting<Integer>> serverPort,
        Optional<Setting<String>> protocol,
        List<FrpProxy> proxies,
        boolean hasIncludes,
        List<BadValue> badValues,
        List<StrangeKey> strangeKeys)
        implements LintedFile {

    public FrpcFile {
        proxies = List.copyOf(proxies);
        badValues = List.copyOf(badValues);
        strangeKeys = List.copyOf(strangeKeys);
    }

    @Override
    public Place place() {
        return end.place();
    }

    /** The proxies with a public port of this transport. */
    public List<FrpProxy> proxies(ForwardTransport transport) {
        return proxies.stream()
                .filter(proxy -> proxy.transport().equals(Optional.of(transport)))
                .toList();
    }

    /** Where a proxy for this port belongs: at the one with the port before it, or at the first of the file. */
    public Place before(ForwardTransport transport, int publicPort) {
        return proxies(transport).stream()
                .filter(proxy -> proxy.remotePort()
                        .filter(port -> port.value() < publicPort)
                        .isPresent())
                .max(Comparator.comparingInt(
                        proxy -> proxy.remotePort().orElseThrow().value()))
                .or(() -> proxies.stream().findFirst())
                .map(FrpProxy::place)
                .orElse(place());
    }
}
