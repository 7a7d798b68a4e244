package io.github.natcast.streamer.internal.transport.egress;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;

/** Makes one system call per packet, which works everywhere. Allocates nothing. */
final class PlainSender implements MediaEgress {
    /** More than any packet of ours: media packets keep to 1200 bytes, RTCP compounds to 2048. */
    private static final int LARGEST_DATAGRAM = 2048;

    private final DatagramChannel channel;
    private final EgressCounters counters;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    private PlainSender(DatagramChannel channel, EgressCounters counters) {
        this.channel = channel;
        this.counters = counters;
    }

    static PlainSender bind(InetSocketAddress local, int bufferBytes, EgressCounters counters) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                local.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.configureBlocking(false);
            channel.bind(local);
            return new PlainSender(channel, counters);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        boolean sent = transmit(packet, offset, length, path.remote());
        counters.sent(1, sent ? 1 : 0);
        return sent;
    }

    private boolean transmit(byte[] packet, int offset, int length, InetSocketAddress remote) {
        buffer.clear().put(packet, offset, length).flip();
        try {
            boolean sent = channel.send(buffer, remote) == length;
            if (!sent) {
                counters.full(1);
            }
            return sent;
        } catch (IOException | UnsupportedAddressTypeException e) {
            // No route, too large for the device, IPv6 from an IPv4 address, or the socket is closed: the packet is
            // lost, and the viewer's consent will expire.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is lost: it is no longer used.
        }
    }
}
