package io.github.natcast.streamer.internal.transport.ice4j;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.ice4j.socket.DelegatingDatagramSocket;
import org.jspecify.annotations.Nullable;

/** The socket that ice4j sees: what is not ICE's does not reach it. Thread-safe as a socket is. */
final class SortingSocket extends DelegatingDatagramSocket {
    private final PacketSorter sorter;
    private final @Nullable DatagramChannel sending;

    /** @param socket closed with this one */
    SortingSocket(DatagramSocket socket, PacketSorter sorter) throws SocketException {
        super(socket);
        this.sorter = sorter;
        this.sending = null;
    }

    /**
     * Sends by a channel of its own. A thread that is interrupted while it uses a blocking channel closes that; and
     * ice4j interrupts the thread that repeats a request when the answer comes.
     *
     * @param receiving closed with this one
     * @param sending on the same port, and not blocking; likewise
     */
    SortingSocket(DatagramChannel receiving, DatagramChannel sending, PacketSorter sorter) throws SocketException {
        super(receiving.socket());
        if (sending.isBlocking()) {
            throw new IllegalArgumentException("a blocking channel ends with the first interrupt");
        }
        this.sorter = sorter;
        this.sending = sending;
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        int room = packet.getData().length - packet.getOffset();
        do {
            packet.setLength(room);
            super.receive(packet);
        } while (sorter.take(packet));
    }

    /** What the operating system has no room for is lost, as on the way: checks are repeated. */
    @Override
    public void send(DatagramPacket packet) throws IOException {
        sorter.sent(packet);
        DatagramChannel channel = sending;
        if (channel == null) {
            super.send(packet);
        } else {
            channel.send(
                    ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength()),
                    new InetSocketAddress(packet.getAddress(), packet.getPort()));
        }
    }

    @Override
    public void close() {
        super.close();
        DatagramChannel channel = sending;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
