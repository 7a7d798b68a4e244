package io.github.natcast.examples.cli.deploy;

import io.github.natcast.examples.cli.deployment.Deployment;
import io.github.natcast.examples.cli.deployment.TurnRelay;
import io.github.natcast.sdp.IpAddress;
import io.github.natcast.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a TURN server calls itself. Immutable.
 *
 * @param listening where clients reach it; empty for every address
 * @param relay where it relays from; empty for every address
 * @param external the public address in front of {@code relay}, in coturn's form PUBLIC/PRIVATE; empty when nothing
 *     translates
 * @param ofNatcast natcast's own addresses that are no public ones: they are what the relay is for
 */
record TurnAddresses(
        Optional<String> listening, Optional<String> relay, Optional<String> external, List<IpAddress> ofNatcast) {

    static TurnAddresses of(Deployment deployment, TurnRelay turn) {
        NetworkTopology topology = deployment.topology();
        Optional<IpAddress> listening = specific(turn.listen().host());
        // Beside natcast the host's addresses are known; of the public host, only what the file says.
        Optional<IpAddress> relay = listening.or(
                () -> turn.onThisHost() ? topology.localAddresses().stream().findFirst() : Optional.empty());
        Optional<IpAddress> outside = relay.map(own -> topology.publicAddresses(own.family()).stream()
                        .findFirst())
                .orElseGet(() -> turn.onThisHost() ? topology.publicAddresses().stream().findFirst() : Optional.empty());
        boolean translated =
                outside.isPresent() && (relay.isEmpty() || !topology.isPublic(relay.get()));
        Optional<String> external = translated
                ? Optional.of(outside.get() + relay.map(own -> "/" + own).orElse(""))
                : Optional.empty();
        return new TurnAddresses(
                listening.map(IpAddress::toString),
                relay.map(IpAddress::toString),
                external,
                turn.onThisHost() ? ofNatcast(deployment, relay) : List.of());
    }

    private static Optional<IpAddress> specific(String host) {
        return IpAddress.parse(host).filter(address -> !address.isUnspecified());
    }

    private static List<IpAddress> ofNatcast(Deployment deployment, Optional<IpAddress> relay) {
        List<IpAddress> all = new ArrayList<>(deployment.topology().localAddresses());
        Optional<IpAddress> media = specific(deployment.listening().mediaAddress());
        // Where natcast listens on every address, the TURN server's own is one of them.
        Stream.of(media, media.isEmpty() ? relay : Optional.<IpAddress>empty())
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all.stream()
                .distinct()
                .filter(address -> PeerRange.isNotPublic(address) && !address.isLoopback())
                .toList();
    }
}
