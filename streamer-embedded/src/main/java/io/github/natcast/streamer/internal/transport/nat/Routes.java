package io.github.natcast.streamer.internal.transport.nat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Optional;

/** Which of this host's addresses packets to a remote one leave from. */
interface Routes {

    Optional<InetAddress> source(InetSocketAddress remote);

    /** Asks the operating system, by a socket that sends nothing. */
    static Routes system() {
        return remote -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.connect(remote);
                return Optional.of(((InetSocketAddress) channel.getLocalAddress()).getAddress());
            } catch (IOException e) {
                return Optional.empty();
            }
        };
    }
}
