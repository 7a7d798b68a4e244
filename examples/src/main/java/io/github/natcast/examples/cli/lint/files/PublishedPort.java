package io.github.natcast.examples.cli.lint.files;

import io.github.natcast.examples.cli.text.Place;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.PortRange;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Ports of a container that its host opens.
 *
 * @param hostAddress where the host opens them; empty for everywhere
 * @param published on the host; empty when Docker takes any free port
 * @param target in the container; as many as {@code published}
 */
public record PublishedPort(
        Place place,
        Optional<String> hostAddress,
        Optional<PortRange> published,
        PortRange target,
        ForwardTransport transport) {

    /** The container's port behind one of the host's. */
    public OptionalInt targetOf(int port) {
        return published
                .filter(range -> range.contains(port))
                .map(range -> OptionalInt.of(target.first() + port - range.first()))
                .orElse(OptionalInt.empty());
    }

    /** The host's port in front of one of the container's. */
    public OptionalInt publishedOf(int port) {
        return published
                .filter(range -> target.contains(port))
                .map(range -> OptionalInt.of(range.first() + port - target.first()))
                .orElse(OptionalInt.empty());
    }

    /** Whether only this host itself reaches them. */
    public boolean isLoopback() {
        return hostAddress
                .filter(host -> host.startsWith("127.") || host.equals("::1") || host.equals("localhost"))
                .isPresent();
    }
}
