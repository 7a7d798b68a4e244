package io.github.natcast.streamer.internal.transport.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What packets go and come by: a UDP socket, a TCP connection or a TURN server's relay. */
public interface Path {

    /** What came, and from where. */
    record Datagram(byte[] bytes, InetSocketAddress from) {}

    /** Sends, or loses the packet as networks do. */
    void transmit(byte[] packet, InetSocketAddress remote) throws IOException;

    /** The next packet; empty when none has come after {@code waitNanos}. */
    Optional<Datagram> receive(long waitNanos) throws IOException;
}
