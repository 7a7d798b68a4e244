package io.github.natcast.streamer.internal.transport.ice;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A base whose packets arrive nowhere; remembers them. */
final class SilentBase implements Base {
    static final InetSocketAddress ADDRESS = new InetSocketAddress("192.0.2.1", 10111);

    /** One packet that left. */
    record Sent(byte[] packet, InetSocketAddress to) {}

    final List<Sent> sent = new ArrayList<>();

    @Override
    public InetSocketAddress address() {
        return ADDRESS;
    }

    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        sent.add(new Sent(java.util.Arrays.copyOfRange(packet, offset, offset + length), remote));
    }
}
