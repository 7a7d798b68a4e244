package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.nat.Relay;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One sender thread's sockets, one per local address. Their transport closes them. */
final class SharedPortEgress implements MediaEgress {
    private static final int NONE = -1;
    /** More than any packet of ours, and its header. */
    private static final int LARGEST_WRAPPED = 2048 + Relay.HEADER_LENGTH;

    private final InetSocketAddress[] addresses;
    private final MediaEgress[] sockets;
    private final Supplier<Optional<Relay>> relay;
    private final Consumer<SharedPortEgress> onClose;
    private final byte[] wrapped = new byte[LARGEST_WRAPPED];

    /** Of wrapped packets; made anew when the allocation moves. */
    private @Nullable MediaPath pathToServer;

    /** @param relay the way of packets whose path begins at no address of this host */
    SharedPortEgress(
            List<MediaSocket> sockets, int index, Supplier<Optional<Relay>> relay, Consumer<SharedPortEgress> onClose) {
        this.addresses = sockets.stream().map(MediaSocket::address).toArray(InetSocketAddress[]::new);
        this.sockets = sockets.stream().map(socket -> socket.sender(index)).toArray(MediaEgress[]::new);
        this.relay = relay;
        this.onClose = onClose;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        int index = index(path.local());
        return index == NONE
                ? sendRelayed(packet, offset, length, path)
                : sockets[index].send(packet, offset, length, path);
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        int index = index(path.local());
        return index == NONE
                ? MediaEgress.super.sendRun(packets, offset, length, packetLength, path)
                : sockets[index].sendRun(packets, offset, length, packetLength, path);
    }

    private int index(InetSocketAddress local) {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i].equals(local)) {
                return i;
            }
        }
        return NONE;
    }

    /** ChannelData (RFC 8656 §12.4); lost when the allocation is, or before the channel is there. */
    private boolean sendRelayed(byte[] packet, int offset, int length, MediaPath path) {
        Relay way = relay.get().orElse(null);
        if (way == null || !way.address().equals(path.local())) {
            return false;
        }
        int channel = way.channel(path.remote());
        int carrier = index(way.carrier());
        if (channel == 0 || carrier == NONE) {
            return false;
        }
        wrapped[0] = (byte) (channel >> 8);
        wrapped[1] = (byte) channel;
        wrapped[2] = (byte) (length >> 8);
        wrapped[3] = (byte) length;
        System.arraycopy(packet, offset, wrapped, Relay.HEADER_LENGTH, length);
        return sockets[carrier].send(wrapped, 0, Relay.HEADER_LENGTH + length, pathToServer(way));
    }

    private MediaPath pathToServer(Relay way) {
        MediaPath known = pathToServer;
        if (known == null
                || !known.remote().equals(way.server())
                || !known.local().equals(way.carrier())) {
            known = new MediaPath(way.carrier(), way.server(), "host", "host");
            pathToServer = known;
        }
        return known;
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
