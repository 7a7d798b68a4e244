package io.github.natcast.streamer.internal.sender;

import io.github.natcast.streamer.internal.transport.MediaEgress;
import io.github.natcast.streamer.internal.transport.MediaPath;

/** Accepts every packet and sends none. Stateless. */
public final class NoEgress implements MediaEgress {
    @Override
    public boolean send(byte[] packet, int offset, int length, MediaPath path) {
        return true;
    }

    @Override
    public int sendRun(byte[] packets, int offset, int length, int packetLength, MediaPath path) {
        return (length + packetLength - 1) / packetLength;
    }

    @Override
    public void close() {}
}
