package io.github.natcast.streamer.internal.transport.nat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A local address that packets leave from (RFC 8445 §4). Thread-safe. */
public interface Base {

    InetSocketAddress address();

    /** Whether packets to this address can leave from here: a base sends within its own address family. */
    default boolean hasFamilyOf(InetAddress remote) {
        return address().getAddress() instanceof Inet6Address == remote instanceof Inet6Address;
    }

    /** Never blocks or throws: a packet that cannot be sent is lost. */
    void send(byte[] packet, int offset, int length, InetSocketAddress remote);
}
