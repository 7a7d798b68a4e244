package io.github.natcast.streamer.internal.pull;

import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import io.github.natcast.streamer.internal.transport.ice4j.Gathering;
import io.github.natcast.streamer.internal.transport.ice4j.GatheringServers;
import io.github.natcast.topology.ForwardTransport;
import io.github.natcast.topology.IceServer;
import io.github.natcast.topology.IceServerUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where to gather candidates for one server. Looks up names, so it blocks; immutable. */
final class PullNetwork {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullNetwork.class);

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
    Gathering gathering(List<IceServer> told) throws IOException {
        List<InetSocketAddress> stun = new ArrayList<>();
        List<GatheringServers.Turn> turn = new ArrayList<>();
        for (IceServer server : Stream.concat(own.stream(), told.stream()).toList()) {
            for (IceServerUrl url : server.urls()) {
                add(server, url, stun, turn);
            }
        }
        return new Gathering(addresses(), new GatheringServers(stun, turn), LIMIT, EgressSockets.plain());
    }

    private static void add(
            IceServer server, IceServerUrl url, List<InetSocketAddress> stun, List<GatheringServers.Turn> turn) {
        InetSocketAddress address = new InetSocketAddress(url.host(), url.port());
        boolean tcp = url.transport() == ForwardTransport.TCP;
        if (address.isUnresolved()) {
            LOGGER.info("{} is left out: its name has no address", url);
        } else if (url.scheme().equals("stun") && !tcp) {
            stun.add(address);
        } else if (url.scheme().equals("turn")
                && server.username().isPresent()
                && server.credential().isPresent()) {
            turn.add(new GatheringServers.Turn(
                    address, tcp, server.username().get(), server.credential().get()));
        } else {
            LOGGER.info("{} is left out: STUN by UDP and TURN by UDP or TCP with credentials are used here", url);
        }
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
