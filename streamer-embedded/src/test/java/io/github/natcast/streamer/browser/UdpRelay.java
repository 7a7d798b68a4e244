package io.github.natcast.streamer.browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tunnel does to UDP: takes datagrams at a public address and delivers them from a local port of its own for each
 * sender. Its selector and tables are confined to its thread.
 */
final class UdpRelay implements AutoCloseable {
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private final Thread thread;
    private volatile @Nullable InetSocketAddress target;

    UdpRelay(InetAddress publicAddress) throws IOException {
        selector = Selector.open();
        front = DatagramChannel.open().bind(new InetSocketAddress(publicAddress, 0));
        front.configureBlocking(false);
        front.register(selector, SelectionKey.OP_READ);
        thread = new Thread(this::run, "udp-relay");
        thread.start();
    }

    int port() throws IOException {
        return ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    /** Where to; datagrams that come earlier are lost. */
    void deliverTo(InetSocketAddress server) {
        target = server;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> {
                    try {
                        forward((DatagramChannel) key.channel(), (SocketAddress) key.attachment());
                    } catch (IOException e) {
                        key.cancel();
                    }
                });
            }
        } catch (IOException | RuntimeException e) {
            // Closed.
        }
    }

    private void forward(DatagramChannel from, @Nullable SocketAddress client) throws IOException {
        buffer.clear();
        SocketAddress sender = from.receive(buffer);
        InetSocketAddress server = target;
        if (sender == null || server == null) {
            return;
        }
        buffer.flip();
        if (client != null) {
            front.send(buffer, client);
        } else {
            back(sender).send(buffer, server);
        }
    }

    private DatagramChannel back(SocketAddress client) throws IOException {
        DatagramChannel known = backs.get(client);
        if (known != null) {
            return known;
        }
        DatagramChannel back = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        back.configureBlocking(false);
        back.register(selector, SelectionKey.OP_READ, client);
        backs.put(client, back);
        return back;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
