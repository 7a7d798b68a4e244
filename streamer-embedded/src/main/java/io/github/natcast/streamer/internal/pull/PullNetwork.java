package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.internal.publish.ServerLookup;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice4j.Gathering;
import io.github.natcast.topology.IceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where to gather candidates for one server. Looks up names, so it blocks; immutable. */
final class PullNetwork {
    /** What has not answered by then is not worth a later picture. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final String host;
    private final List<IceServer> own;

    /**
     * @param host of the server's URL
     * @param own STUN and TURN servers of the settings
     */
    PullNetwork(String host, List<IceServer> own) {
        this.host = host;
        this.own = List.copyOf(own);
    }

    /**
     * As the network is now.
     *
     * @param told STUN and TURN servers that the server itself names
     */
    Gathering gathering(List<IceServer> told) throws IOException, InterruptedException {
        List<IceServer> all = Stream.concat(own.stream(), told.stream()).toList();
        return new Gathering(addresses(), ServerLookup.resolve(all, LIMIT), LIMIT, EgressSockets.plain());
    }

    /** A server on this host is reached by loopback, and by nothing else for certain. */
    private List<InetAddress> addresses() throws IOException {
        InetAddress server;
        try {
            server = InetAddress.getByName(host);
        } catch (UnknownHostException noneOfOurs) {
            server = null;
        }
        if (server != null && server.isLoopbackAddress()) {
            return List.of(server);
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (NetworkInterface face : NetworkInterface.networkInterfaces().toList()) {
            if (face.isUp()) {
                face.inetAddresses()
                        .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                        .forEach(addresses::add);
            }
        }
        return addresses;
    }
}
