package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;

/** Sends over one real socket on all paths, whatever local address they name. */
final class SocketEgress implements MediaEgress {
    private final MediaEgress socket;

    SocketEgress(MediaEgress socket) {
        this.socket = socket;
    }

    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        return socket.send(packet, offset, length, path);
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        return socket.sendRun(packets, offset, length, packetLength, path);
    }

    @Override
    public void close() {
        socket.close();
    }
}
