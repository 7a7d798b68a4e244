package io.github.natcast.streamer.internal.transport.ice;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A local address that packets leave from (RFC 8445 §4). Thread-safe. */
public interface Base {

    InetSocketAddress address();

    /** The type of the candidate with this base. */
    default CandidateKind kind() {
        return CandidateKind.HOST;
    }

    /** Whether it is a TCP connection of the peer's (RFC 6544), and not a UDP socket. */
    default boolean isTcp() {
        return false;
    }

    /** Whether packets to this address can leave from here: a base sends within its own address family. */
    default boolean hasFamilyOf(InetAddress remote) {
        return address().getAddress() instanceof Inet6Address == remote instanceof Inet6Address;
    }

    /** Never blocks or throws: a packet that cannot be sent is lost. */
    void send(byte[] packet, int offset, int length, InetSocketAddress remote);

    /** Sends a whole message; returns its bytes. */
    default int send(byte[] message, InetSocketAddress remote) {
        send(message, 0, message.length, remote);
        return message.length;
    }
}
