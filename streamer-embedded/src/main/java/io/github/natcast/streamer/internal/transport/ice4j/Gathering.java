package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where a session gathers candidates. Immutable.
 *
 * @param addresses of this host, on each of which a port is opened; one of loopback is left out where there are others
 * @param servers asked from each of them
 * @param limit how long servers are waited for: what comes later is not offered
 * @param egress opens the sockets that media leave from
 */
public record Gathering(List<InetAddress> addresses, GatheringServers servers, Duration limit, EgressSockets egress) {

    public Gathering {
        List<InetAddress> others = addresses.stream()
                .filter(address -> !address.isLoopbackAddress())
                .distinct()
                .toList();
        addresses = others.isEmpty() ? List.copyOf(addresses) : others;
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("this host has no address to publish from");
        }
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit " + limit + " is not positive");
        }
    }
}
