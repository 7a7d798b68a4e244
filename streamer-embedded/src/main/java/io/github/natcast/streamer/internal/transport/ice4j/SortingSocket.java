package io.github.natcast.streamer.internal.transport.ice4j;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketException;
import org.ice4j.socket.DelegatingDatagramSocket;

/** The socket that ice4j sees: what is not ICE's does not reach it. Thread-safe as a socket is. */
final class SortingSocket extends DelegatingDatagramSocket {
    private final PacketSorter sorter;

    /** @param socket closed with this one */
    SortingSocket(DatagramSocket socket, PacketSorter sorter) throws SocketException {
        super(socket);
        this.sorter = sorter;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        int room = packet.getData().length - packet.getOffset();
        do {
            packet.setLength(room);
            super.receive(packet);
        } while (sorter.take(packet));
    }

    @Override
    public void send(DatagramPacket packet) throws IOException {
        sorter.sent(packet);
        super.send(packet);
    }
}
