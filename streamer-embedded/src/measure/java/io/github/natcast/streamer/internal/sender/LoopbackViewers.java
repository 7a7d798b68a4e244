package io.github.natcast.streamer.internal.sender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** Sockets on loopback that read and discard what they are sent, on a thread of their own. Thread-safe. */
final class LoopbackViewers implements AutoCloseable {
    private final Selector selector = Selector.open();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(2048);

    LoopbackViewers(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            DatagramChannel channel =
                    DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channels.add(channel);
            addresses.add((InetSocketAddress) channel.getLocalAddress());
        }
        Thread thread = new Thread(this::read, "benchmark-viewers");
        thread.setDaemon(true);
        thread.start();
    }

    List<InetSocketAddress> addresses() {
        return addresses;
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::drain);
            }
        } catch (ClosedSelectorException | IOException e) {
            // Closed: the benchmark is over.
        }
    }

    private void drain(SelectionKey key) {
        try {
            while (((DatagramChannel) key.channel()).receive(datagram.clear()) != null) {}
        } catch (IOException e) {
            key.cancel();
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
