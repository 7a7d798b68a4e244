package io.github.natcast.examples.cli.verify;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** All checks, in their order. */
final class Checks {
    private Checks() {}

    /**
     * Makes them.
     *
     * @param encoding what encoders are for
     * @param only those that are wanted; empty for all
     */
    static List<Check> of(Path file, WantedEncoding encoding, Set<CheckName> only) {
        List<Check> all = List.of(
                new FileCheck(file),
                new PortsCheck(),
                new SourcesCheck(),
                new EncodersCheck(encoding),
                new CertificateCheck(InstantSource.system()),
                new StunCheck(),
                new TunnelCheck(),
                new OfferCheck(),
                new TcpCheck(),
                new UdpCheck(),
                new WebSocketCheck(),
                new TurnCheck(),
                new PublishCheck());
        return all.stream()
                .filter(check -> only.isEmpty() || only.contains(check.name()))
                .sorted(Comparator.comparing(Check::name))
                .toList();
    }
}
