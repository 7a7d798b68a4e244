package io.github.natcast.streamer.internal.transport.ice4j;

import java.net.DatagramSocket;
import java.net.SocketAddress;
import java.net.SocketException;

/** Says "UDP" to ice4j, and that its reading threads need hardly a buffer: they never read. One per transport. */
final class PlaceholderSocket extends DatagramSocket {

    PlaceholderSocket() throws SocketException {
        super((SocketAddress) null);
    }

    @Override
    public int getReceiveBufferSize() {
        return 1;
    }
}
