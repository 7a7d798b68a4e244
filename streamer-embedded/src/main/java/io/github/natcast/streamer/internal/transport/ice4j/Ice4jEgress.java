package io.github.natcast.streamer.internal.transport.ice4j;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;
import io.github.natcast.streamer.internal.transport.stun.ChannelData;
import org.jspecify.annotations.Nullable;

/**
 * Where one session's media leave: its own sockets, without ice4j, or a channel of its allocation. Neither blocks, over
 * TCP either, where a thread of the connection writes. Confined to the sender thread.
 */
final class Ice4jEgress implements MediaEgress {
    /** Larger than any packet of ours with its header. */
    private static final int LARGEST_WRAPPED = 2048 + ChannelData.HEADER_LENGTH;

    private final Routes routes;
    private final byte[] wrapped = new byte[LARGEST_WRAPPED];
    private @Nullable RelayRoute relayed;
    private @Nullable MediaPath toServer;

    Ice4jEgress(Routes routes) {
        this.routes = routes;
        routes.senderOpened();
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        routes.senderResting();
        HostSocket socket = routes.socket(path.local());
        return socket == null
                ? sendRelayed(packet, offset, length, path)
                : socket.media().send(packet, offset, length, path);
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        HostSocket socket = routes.socket(path.local());
        if (socket == null) {
            return MediaEgress.super.sendRun(packets, offset, length, packetLength, path);
        }
        routes.senderResting();
        return socket.media().sendRun(packets, offset, length, packetLength, path);
    }

    /** Lost before the channel is bound, which the first packet of the handshake asks for. */
    private boolean sendRelayed(byte[] packet, int offset, int length, MediaPath path) {
        RelayRoute route = routes.relay(path.local());
        int channel = route == null ? 0 : route.channels().to(path.remote());
        if (route == null || channel == 0) {
            return false;
        }
        int wrappedLength = ChannelData.write(channel, packet, offset, length, wrapped);
        return route.carrier().carry(wrapped, wrappedLength, toServer(route, path));
    }

    private MediaPath toServer(RelayRoute route, MediaPath path) {
        MediaPath known = toServer;
        if (known == null || !route.equals(relayed)) {
            relayed = route;
            known = new MediaPath(path.local(), route.server(), "host", "host");
            toServer = known;
        }
        return known;
    }

    @Override
    public boolean isWritable(MediaPath path) {
        RelayRoute route = routes.relay(path.local());
        return route == null || route.carrier().isWritable();
    }

    @Override
    public long backlog(MediaPath path) {
        RelayRoute route = routes.relay(path.local());
        return route == null ? 0 : route.carrier().backlog();
    }

    @Override
    public void close() {
        routes.senderClosed();
    }
}
