package io.github.natcast.streamer.internal.transport.nat;

import java.net.InetSocketAddress;

/** A local address that packets leave from (RFC 8445 §4). Thread-safe. */
public interface Base {

    InetSocketAddress address();

    /** Never blocks, never throws: a packet that cannot be sent is lost. */
    void send(byte[] packet, int offset, int length, InetSocketAddress remote);
}
