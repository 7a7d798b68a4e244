package io.github.natcast.streamer.transport.ice4j;

import io.github.natcast.streamer.transport.MediaEgress;
import io.github.natcast.streamer.transport.MediaPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.function.Consumer;

/** One sender thread's channels, one per local address. Their transport closes them. */
final class ChannelEgress implements MediaEgress {
    private static final int LARGEST_DATAGRAM = 1500;

    private final InetSocketAddress[] addresses;
    private final DatagramChannel[] channels;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final Consumer<ChannelEgress> onClose;

    ChannelEgress(List<MediaSocket> sockets, int index, Consumer<ChannelEgress> onClose) {
        this.addresses = sockets.stream().map(MediaSocket::address).toArray(InetSocketAddress[]::new);
        this.channels = sockets.stream().map(socket -> socket.sender(index)).toArray(DatagramChannel[]::new);
        this.onClose = onClose;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        buffer.clear().put(packet, offset, length).flip();
        try {
            return channel(path.local()).send(buffer, path.remote()) == length;
        } catch (IOException e) {
            // No route, or the transport is closed: the packet is lost, and consent will tell.
            return false;
        }
    }

    private DatagramChannel channel(InetSocketAddress local) {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i].equals(local)) {
                return channels[i];
            }
        }
        throw new IllegalArgumentException("the path's local address " + local + " is not one of this transport");
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
