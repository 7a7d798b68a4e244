package io.github.natcast.streamer.internal.transport.nat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;

/** What this host's operating system knows of the network around it. Thread-safe. */
interface HostNetwork {

    /** All addresses of a host, the preferred one of each family first. Blocks; called on the look-up thread. */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The address of this host that packets to {@code remote} leave from; empty when there is no route. */
    Optional<InetAddress> source(InetSocketAddress remote);

    /** Asks the operating system. */
    static HostNetwork system() {
        return new HostNetwork() {
            @Override
            public List<InetAddress> addresses(String host) throws UnknownHostException {
                return List.of(InetAddress.getAllByName(host));
            }

            /** Connects a socket that sends nothing. */
            @Override
            public Optional<InetAddress> source(InetSocketAddress remote) {
                try (DatagramChannel channel = DatagramChannel.open()) {
                    channel.connect(remote);
                    return Optional.of(((InetSocketAddress) channel.getLocalAddress()).getAddress());
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        };
    }
}
