package io.github.natcast.streamer.internal.publish;

import io.github.natcast.sdp.IpAddress;
import io.github.natcast.streamer.internal.ThreadFailures;
import io.github.natcast.streamer.internal.transport.ice4j.GatheringServers;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up the servers that candidates are gathered from, all names at once and for a short time. Stateless. */
public final class ServerLookup {
    private static final Logger LOGGER = LoggerFactory.getLogger(ServerLookup.class);

    /** A server more would find nothing that these do not. */
    private static final int MOST = 8;

    private ServerLookup() {}

    /**
     * The servers with an address; those of which none is known by then are left out, as are servers over TLS and those
     * without the credentials that they need. Blocks for {@code limit} at most.
     */
    public static GatheringServers resolve(List<IceServer> servers, Duration limit) throws InterruptedException {
        Map<String, InetAddress> addresses = lookUp(names(servers), limit);
        Set<InetSocketAddress> stun = new LinkedHashSet<>();
        Set<GatheringServers.Turn> turn = new LinkedHashSet<>();
        for (IceServer server : servers) {
            for (IceServerUrl url : server.urls()) {
                InetAddress address = addresses.get(url.host());
                if (address == null || !isUsable(url) || stun.size() + turn.size() >= MOST) {
                    continue;
                }
                InetSocketAddress at = new InetSocketAddress(address, url.port());
                if (!url.isTurn()) {
                    stun.add(at);
                } else if (server.missingCredential().isEmpty()) {
                    turn.add(new GatheringServers.Turn(
                            at,
                            url.transport() == ForwardTransport.TCP,
                            server.username().orElseThrow(),
                            server.credential().orElseThrow()));
                }
            }
        }
        return new GatheringServers(List.copyOf(stun), List.copyOf(turn));
    }

    /** STUN is asked from the media ports, so by UDP; nothing is asked over TLS. */
    private static boolean isUsable(IceServerUrl url) {
        return !url.scheme().endsWith("s") && (url.isTurn() || url.transport() == ForwardTransport.UDP);
    }

    private static Set<String> names(List<IceServer> servers) {
        Set<String> names = new LinkedHashSet<>();
        servers.stream()
                .flatMap(server -> server.urls().stream())
                .filter(ServerLookup::isUsable)
                .map(IceServerUrl::host)
                .limit(2 * MOST)
                .forEach(names::add);
        return names;
    }

    private static Map<String, InetAddress> lookUp(Set<String> names, Duration limit) throws InterruptedException {
        Map<String, InetAddress> found = new ConcurrentHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            // A literal is no name to look up.
            if (IpAddress.parse(name).isPresent()) {
                address(name).ifPresent(address -> found.put(name, address));
            } else {
                unknown.add(name);
            }
        }
        CountDownLatch running = new CountDownLatch(unknown.size());
        for (String name : unknown) {
            ThreadFailures.logged()
                    .daemon("natcast-lookup", () -> {
                        try {
                            address(name).ifPresent(address -> found.put(name, address));
                        } finally {
                            running.countDown();
                        }
                    })
                    .start();
        }
        if (!running.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            LOGGER.info("of the servers {}, only {} were found by their names in time", unknown, found.keySet());
        }
        return found;
    }

    /** IPv4 first: a server that has both is asked for the addresses of both families over either. */
    private static Optional<InetAddress> address(String name) {
        try {
            List<InetAddress> all = Arrays.asList(InetAddress.getAllByName(name));
            return all.stream()
                    .filter(address -> address instanceof java.net.Inet4Address)
                    .findFirst()
                    .or(() -> all.stream().findFirst());
        } catch (UnknownHostException e) {
            LOGGER.info("{} is not found by its name", name);
            return Optional.empty();
        }
    }
}
