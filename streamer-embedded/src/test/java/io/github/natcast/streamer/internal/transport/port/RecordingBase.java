package io.github.natcast.streamer.internal.transport.port;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A base whose packets arrive nowhere; remembers them. */
final class RecordingBase extends MediaBase {
    final List<byte[]> sent = new CopyOnWriteArrayList<>();

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress("192.0.2.1", 10111);
    }

    @Override
    public void send(byte[] packet, int offset, int length, InetSocketAddress remote) {
        sent.add(Arrays.copyOfRange(packet, offset, offset + length));
    }
}
