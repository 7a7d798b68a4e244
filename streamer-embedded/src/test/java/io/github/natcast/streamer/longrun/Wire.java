package io.github.natcast.streamer.longrun;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the place of a socket: hands packets to the receivers of viewers that stay and counts those of all.
 * Thread-safe.
 */
final class Wire implements MediaEgress {
    /** The viewer that the clock waits for. */
    static final int FIRST_PORT = 1;

    private final Lockstep clock;
    private final Map<Integer, Receiver> receivers = new ConcurrentHashMap<>();
    private volatile long packets;

    Wire(Lockstep clock) {
        this.clock = clock;
    }

    void connect(int port, Receiver receiver) {
        receivers.put(port, receiver);
    }

    static MediaPath path(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new MediaPath(
                new InetSocketAddress(loopback, 0), new InetSocketAddress(loopback, port), "host", "prflx");
    }

    long packets() {
        return packets;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // the sender thread alone writes it
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        packets++;
        Receiver receiver = receivers.get(path.remote().getPort());
        if (receiver != null
                && receiver.receive(packet, offset, length)
                && path.remote().getPort() == FIRST_PORT) {
            clock.frameSent();
        }
        return true;
    }

    @Override
    public void close() {}
}
