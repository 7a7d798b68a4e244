package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.egress.EgressSockets;
import java.io.Closeable;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One address of this host with a port of the session's own: a socket that media leave from, one that ICE's messages
 * leave from, and one that receives, on the same port. Of such sockets the one that is bound last receives, as long as
 * all are of one family: the one of {@link java.net.DatagramSocket#DatagramSocket()} is not.
 */
final class HostSocket implements Carrier {
    /** Room for a key frame; the operating system may grant less. */
    private static final int BUFFER_BYTES = 1 << 20;

    private final InetSocketAddress address;
    private final MediaEgress media;
    private final PacketSorter sorter;
    private final SortingSocket socket;

    private HostSocket(InetSocketAddress address, MediaEgress media, PacketSorter sorter, SortingSocket socket) {
        this.address = address;
        this.media = media;
        this.sorter = sorter;
        this.socket = socket;
    }

    /** @param input takes what is not ICE's */
    static HostSocket bind(InetAddress address, EgressSockets egress, PacketSorter.Input input) throws IOException {
        InetSocketAddress free = free(address);
        Deque<Closeable> opened = new ArrayDeque<>();
        try {
            MediaEgress media = egress.bind(free, BUFFER_BYTES);
            opened.push(media::close);
            DatagramChannel sending = shared(free, opened);
            sending.configureBlocking(false);
            DatagramChannel receiving = shared(free, opened);
            PacketSorter sorter = new PacketSorter(input);
            return new HostSocket(free, media, sorter, new SortingSocket(receiving, sending, sorter));
        } catch (IOException | RuntimeException e) {
            for (Closeable each : opened) {
                each.close();
            }
            throw e;
        }
    }

    private static DatagramChannel shared(InetSocketAddress address, Deque<Closeable> opened) throws IOException {
        DatagramChannel channel = open(address.getAddress());
        opened.push(channel);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(address);
        return channel;
    }

    private static InetSocketAddress free(InetAddress address) throws IOException {
        try (DatagramChannel channel = open(address)) {
            channel.bind(new InetSocketAddress(address, 0));
            return (InetSocketAddress) channel.getLocalAddress();
        }
    }

    private static DatagramChannel open(InetAddress address) throws IOException {
        return DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Closed by whom it is left to: the last that sends. */
    MediaEgress media() {
        return media;
    }

    PacketSorter sorter() {
        return sorter;
    }

    /** For ice4j, which closes it. */
    SortingSocket socket() {
        return socket;
    }

    @Override
    public boolean carry(byte[] message, int length, MediaPath toServer) {
        return media.send(message, 0, length, toServer);
    }

    @Override
    public boolean isTcp() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long backlog() {
        return 0;
    }
}
