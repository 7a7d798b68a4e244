package io.github.natcast.streamer.transport.ice4j;

import io.github.natcast.streamer.transport.MediaEgress;
import io.github.natcast.streamer.transport.MediaPath;
import io.github.natcast.streamer.transport.egress.SenderSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** One sender thread's sockets, one per local address. Their transport closes them. */
final class SharedPortEgress implements MediaEgress {
    private final InetSocketAddress[] addresses;
    private final SenderSocket[] sockets;
    private final Consumer<SharedPortEgress> onClose;

    SharedPortEgress(List<MediaSocket> sockets, int index, Consumer<SharedPortEgress> onClose) {
        this.addresses = sockets.stream().map(MediaSocket::address).toArray(InetSocketAddress[]::new);
        this.sockets = sockets.stream().map(socket -> socket.sender(index)).toArray(SenderSocket[]::new);
        this.onClose = onClose;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        return socket(path.local()).send(packet, offset, length, path.remote());
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        return socket(path.local()).sendRun(packets, offset, length, packetLength, path.remote());
    }

    private SenderSocket socket(InetSocketAddress local) {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i].equals(local)) {
                return sockets[i];
            }
        }
        throw new IllegalArgumentException("the path's local address " + local + " is not one of this transport");
    }

    @Override
    public void close() {
        onClose.accept(this);
    }
}
