package io.github.natcast.streamer.internal.transport.port;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Chooses the addresses of this host that the media port is bound on, and those of them that viewers get. */
final class UsableAddresses {
    /** Stands for every usable address of both families. */
    static final InetAddress WILDCARD = new InetSocketAddress(0).getAddress();

    private UsableAddresses() {}

    /**
     * For a wildcard every usable address once, IPv6 first (RFC 8421 §4), loopback last: the client of a tunnel
     * delivers there. An explicit address stands for itself.
     */
    static List<InetAddress> toBind(InetAddress bind, Collection<InetAddress> ofThisHost) {
        if (!bind.isAnyLocalAddress()) {
            return List.of(bind);
        }
        return new LinkedHashSet<>(ofThisHost)
                .stream()
                        .filter(UsableAddresses::isUsable)
                        .sorted(Comparator.comparing(InetAddress::isLoopbackAddress)
                                .thenComparing(address -> !(address instanceof Inet6Address)))
                        .toList();
    }

    /** A loopback address serves only viewers on this host: advertised only when there is no other. */
    static List<InetAddress> toAdvertise(List<InetAddress> bound) {
        List<InetAddress> others =
                bound.stream().filter(address -> !address.isLoopbackAddress()).toList();
        return others.isEmpty() ? bound : others;
    }

    // Link-local addresses need a zone that a candidate cannot carry (RFC 8445 §5.1.1.1).
    private static boolean isUsable(InetAddress address) {
        return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }
}
