package io.github.natcast.streamer.internal.transport.egress;

import io.github.natcast.streamer.internal.transport.MediaPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A real socket that keeps what arrives. Confined to one thread. */
public final class LoopbackReceiver implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 10_000;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer datagram = ByteBuffer.allocate(65_536);
    private final List<String> received = new ArrayList<>();

    private LoopbackReceiver(DatagramChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    public static LoopbackReceiver bind(String host) throws IOException {
        DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        return new LoopbackReceiver(channel, selector);
    }

    /** An address that a sender can bind next. */
    public static InetSocketAddress freeAddress(String host) throws IOException {
        try (DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getByName(host), 0))) {
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** The path to this socket. */
    public MediaPath path() throws IOException {
        return path(address());
    }

    static MediaPath path(InetSocketAddress remote) {
        return new MediaPath(remote, remote, "host", "prflx");
    }

    /** Reads what has arrived, so that nothing is lost for want of room. */
    public void drain() throws IOException {
        while (channel.receive(datagram.clear()) != null) {
            datagram.flip();
            received.add(HexFormat.of().formatHex(datagram.array(), 0, datagram.limit()));
        }
    }

    /** All datagrams so far, in hexadecimal, once there are as many as wanted or no more come. */
    public List<String> received(int wanted) throws IOException {
        drain();
        while (received.size() < wanted && selector.select(PATIENCE_MILLIS) > 0) {
            selector.selectedKeys().clear();
            drain();
        }
        return received;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
