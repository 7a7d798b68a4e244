package io.github.natcast.streamer.internal.transport.port;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import io.github.natcast.streamer.internal.transport.tcp.TcpConnection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sender thread's sockets, one per local address, and the viewers' TCP connections. {@link MediaSockets} closes the
 * sockets. Confined to that thread.
 */
final class SharedPortEgress implements MediaEgress {
    /** Larger than any packet of ours with its header. */
    private static final int LARGEST_WRAPPED = 2048 + ChannelData.HEADER_LENGTH;

    private final MediaSockets sockets;
    private final int index;
    private final Map<MediaPath, TcpConnection> connections;
    private final Supplier<Optional<Relay>> relay;
    private final Consumer<SharedPortEgress> onClose;
    private final byte[] wrapped = new byte[LARGEST_WRAPPED];

    /** Of wrapped packets; made anew when the allocation moves. */
    private @Nullable MediaPath pathToServer;

    /**
     * @param connections of viewers that are reached by TCP; concurrent
     * @param relay carries packets whose path begins at no address of this host
     */
    SharedPortEgress(
            MediaSockets sockets,
            int index,
            Map<MediaPath, TcpConnection> connections,
            Supplier<Optional<Relay>> relay,
            Consumer<SharedPortEgress> onClose) {
        this.sockets = sockets;
        this.index = index;
        this.connections = connections;
        this.relay = relay;
        this.onClose = onClose;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        if (path.tcp()) {
            TcpConnection connection = connections.get(path);
            return connection != null && connection.send(packet, offset, length);
        }
        @Nullable MediaEgress socket = socket(path.local());
        return socket == null ? sendRelayed(packet, offset, length, path) : socket.send(packet, offset, length, path);
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        if (path.tcp()) {
            TcpConnection connection = connections.get(path);
            boolean taken = connection != null && connection.sendRun(packets, offset, length, packetLength);
            return taken ? (length + packetLength - 1) / packetLength : 0;
        }
        @Nullable MediaEgress socket = socket(path.local());
        return socket == null
                ? MediaEgress.super.sendRun(packets, offset, length, packetLength, path)
                : socket.sendRun(packets, offset, length, packetLength, path);
    }

    /** A connection that was closed is never writable again: until there is another path, everything is left out. */
    @Override
    public boolean isWritable(MediaPath path) {
        if (!path.tcp()) {
            return true;
        }
        TcpConnection connection = connections.get(path);
        return connection != null && connection.isWritable();
    }

    @Override
    public long backlog(MediaPath path) {
        TcpConnection connection = path.tcp() ? connections.get(path) : null;
        return connection == null ? 0 : connection.backlog();
    }

    private @Nullable MediaEgress socket(InetSocketAddress local) {
        List<MediaSocket> current = sockets.current().sockets();
        for (int i = 0; i < current.size(); i++) {
            if (current.get(i).address().equals(local)) {
                return current.get(i).sender(index);
            }
        }
        return null;
    }

    /** As ChannelData; lost without an allocation, and before the channel is bound. */
    private boolean sendRelayed(byte[] packet, int offset, int length, MediaPath path) {
        Relay current = relay.get().orElse(null);
        if (current == null || !current.address().equals(path.local())) {
            return false;
        }
        int channel = current.channel(path.remote());
        @Nullable MediaEgress carrier = socket(current.carrier());
        if (channel == 0 || carrier == null) {
            return false;
        }
        int wrappedLength = ChannelData.write(channel, packet, offset, length, wrapped);
        return carrier.send(wrapped, 0, wrappedLength, pathToServer(current));
    }

    private MediaPath pathToServer(Relay current) {
        MediaPath known = pathToServer;
        if (known == null
                || !known.remote().equals(current.server())
                || !known.local().equals(current.carrier())) {
            known = new MediaPath(current.carrier(), current.server(), "host", "host");
            pathToServer = known;
        }
        return known;
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
