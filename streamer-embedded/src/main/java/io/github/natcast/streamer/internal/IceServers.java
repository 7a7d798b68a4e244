package io.github.natcast.streamer.internal;

import io.github.natcast.topology.IceServer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * All ICE servers of a streamer: those that browsers are told, by the page's configuration and in WHEP's {@code Link}
 * headers, and the one that relays for this side. A TURN server has credentials of its own, or they are made from the
 * secret whenever they are asked for. Immutable.
 *
 * @param advertised those for browsers
 * @param relay the TURN server for this side
 * @param secret for the TURN servers without credentials of their own
 */
public record IceServers(List<IceServer> advertised, Optional<IceServer> relay, Optional<TurnSecret> secret) {

    /**
     * @throws IllegalArgumentException when a TURN server has no credentials, the secret is of no use, or a browser
     *     would refuse the scheme of a URL
     */
    public IceServers {
        advertised = List.copyOf(advertised);
        advertised.forEach(IceServer::requireKnownSchemes);
        List<IceServer> all = Stream.concat(advertised.stream(), relay.stream()).toList();
        if (secret.isPresent() && all.stream().noneMatch(TurnSecret::isFor)) {
            throw new IllegalArgumentException("the TURN secret is of no use, because no TURN server is without"
                    + " credentials of its own; name one without username and credential, or leave the secret out");
        }
        for (IceServer server : all) {
            if (TurnSecret.isFor(server) && secret.isEmpty()) {
                throw new IllegalArgumentException("the TURN server " + server.urls()
                        + " has no credentials, and is refused by browsers without; give username and credential, or"
                        + " the secret that is shared with it");
            }
            if (!TurnSecret.isFor(server)) {
                server.requireCredentials();
            }
        }
    }

    /** No server at all. */
    public static IceServers none() {
        return new IceServers(List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with other servers for browsers. The secret is kept for those that need it.
     *
     * @throws IllegalArgumentException when one needs it, and there is none
     */
    public IceServers withAdvertised(List<IceServer> servers) {
        boolean needed = Stream.concat(servers.stream(), relay.stream()).anyMatch(TurnSecret::isFor);
        return new IceServers(servers, relay, secret.filter(known -> needed));
    }

    /**
     * The servers for one browser, with credentials that are valid from now on.
     *
     * @param random makes the name in the credentials
     */
    public List<IceServer> forBrowser(InstantSource clock, RandomGenerator random) {
        if (secret.isEmpty()) {
            return advertised;
        }
        String name = "%08x".formatted(random.nextInt());
        return advertised.stream()
                .map(server ->
                        TurnSecret.isFor(server) ? secret.get().forBrowser(server, name, clock.instant()) : server)
                .toList();
    }

    /** The TURN server for this side, with credentials that are valid from now on. */
    public Optional<IceServer> forThisSide(InstantSource clock) {
        return relay.map(server ->
                TurnSecret.isFor(server) ? secret.orElseThrow().forThisSide(server, clock.instant()) : server);
    }
}
